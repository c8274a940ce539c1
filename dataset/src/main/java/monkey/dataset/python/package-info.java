/**
 * Python's own rules: versions and specifiers (PEP 440), names (PEP 503), requirements and markers (PEP 508), wheel
 * tags (PEP 425, 600, 656), file names and core metadata. Pure functions of text: no network, no files, no database, no
 * other package of this project, nothing but the JDK.
 */
package monkey.dataset.python;
