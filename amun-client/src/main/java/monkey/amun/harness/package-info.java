/** The Python program of {@code scripts/inspection}, which builds environments and runs scripts. Knows no backend. */
package monkey.amun.harness;
