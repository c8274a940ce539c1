/** From an item's result document to the numbers in it. Knows the document's form and nothing else. */
package monkey.amun.measuring;
