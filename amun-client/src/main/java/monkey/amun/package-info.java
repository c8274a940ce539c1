/**
 * From an inspection specification to an inspection result, by way of a local process or an Argo workflow. Knows no
 * database and no other module.
 */
package monkey.amun;
