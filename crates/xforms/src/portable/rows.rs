//! The rows of secondary instances as JSON: a table where every row has the same columns, else the tree as it is.

use crate::rows::{RowId, Rows};
use serde_json::{Value, json};

impl Rows {
    /// The rows for the browser's engine, the same for the same rows.
    pub fn to_json(&self) -> String {
        self.portable().to_string()
    }

    pub(crate) fn portable(&self) -> Value {
        let roots: Vec<RowId> = self.children(RowId(0)).collect();
        if let [root] = roots.as_slice()
            && let Some(table) = self.table(*root)
        {
            return table;
        }
        json!({ "tree": roots.into_iter().map(|root| self.tree(root)).collect::<Vec<_>>() })
    }

    /// `{"root", "row", "columns", "rows"}`; `None` when that would leave something out.
    fn table(&self, root: RowId) -> Option<Value> {
        let first = self.children(root).next()?;
        let (row_name, columns) = (self.name(first), self.columns(first));
        let mut rows = Vec::new();
        for row in self.children(root) {
            let leaves = self.children(row).all(|cell| self.children(cell).next().is_none());
            if self.name(row) != row_name
                || !leaves
                || !self.value(row).is_empty()
                || self.columns(row) != columns
            {
                return None;
            }
            rows.push(self.children(row).map(|cell| self.value(cell)).collect::<Vec<_>>());
        }
        Some(json!({ "root": self.name(root), "row": row_name, "columns": columns, "rows": rows }))
    }

    fn columns(&self, row: RowId) -> Vec<&str> {
        self.children(row).map(|cell| self.name(cell)).collect()
    }

    /// `[name, text, children…]`; as deep as the reader of XML lets it be.
    fn tree(&self, node: RowId) -> Value {
        let mut all = vec![json!(self.name(node)), json!(self.value(node))];
        all.extend(self.children(node).map(|child| self.tree(child)));
        Value::Array(all)
    }
}
