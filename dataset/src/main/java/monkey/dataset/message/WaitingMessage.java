package monkey.dataset.message;

/** A message that is to be published. Of one topic and key, the one with the lower position goes first. */
public record WaitingMessage(long position, WrittenMessage message) {}
