/**
 * What the stores of this module have in common towards PostgreSQL: rows in bulk, arrays and texts it can hold, and the
 * locks by which processes know of each other. Knows no table and no record.
 */
package monkey.dataset.postgres;
