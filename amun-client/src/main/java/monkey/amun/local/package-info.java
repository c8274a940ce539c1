/**
 * Inspections as processes of this machine: environments built with uv, scripts run in a sandbox by the harness of
 * {@code scripts/inspection}.
 */
package monkey.amun.local;
