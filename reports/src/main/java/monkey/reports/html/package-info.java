/**
 * {@code report.html}: one page that needs nothing but itself. The templates are in {@code src/main/jte} and are Java
 * classes after the build; here is what they draw from. Colours and behaviour are resources beside this package.
 */
package monkey.reports.html;
