/**
 * How rows travel to and from PostgreSQL in bulk. For the stores of this module only; knows no table and no record.
 */
package monkey.dataset.postgres;
