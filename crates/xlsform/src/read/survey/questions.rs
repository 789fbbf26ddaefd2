//! Questions, each by its type.

use super::{NAME, PARAMETERS, Refusal, Survey, TYPE, Table};
use crate::form::{Item, Role};
use crate::names::nearest;
use crate::problem::Fault;
use crate::read::select::{self, Select};
use crate::read::{kinds, lists, types};
use crate::sheet::Sheet;
use crate::tables;

impl Survey<'_> {
    pub(super) fn audit(&mut self, mut item: Item) -> Result<(), Refusal> {
        if !item.name.is_empty() && item.name != "audit" {
            return Err((NAME, Fault::AuditName {}));
        }
        item.name = "audit".to_owned();
        kinds::audit(&mut item).map_err(|fault| (PARAMETERS, fault))?;
        self.found.meta.push(item);
        Ok(())
    }

    pub(super) fn select(&mut self, mut item: Item, select: &Select<'_>) -> Result<(), Refusal> {
        self.questions.insert(item.name.clone());
        if select.kind != "select one external" {
            let name = select.list.rsplit_once('.').map_or(select.list, |(name, _)| name);
            self.instances.insert(name.to_owned());
        }
        let other = select::process(&mut item, select, self).map_err(|fault| match fault {
            Fault::UnknownParameter { .. }
            | Fault::ParameterValue { .. }
            | Fault::ParameterNumber { .. }
            | Fault::ParameterAlone { .. }
            | Fault::BadName { .. } => (PARAMETERS, fault),
            Fault::OrOtherFiltered {} => (&["choice_filter"][..], fault),
            _ => (TYPE, fault),
        })?;
        self.in_table(&mut item, select.list)?;
        self.push(item);
        if let Some(other) = other {
            self.push(other);
        }
        Ok(())
    }

    /// In a table, a row of labels stands above the selects.
    pub(super) fn in_table(&mut self, item: &mut Item, list: &str) -> Result<(), Refusal> {
        match &self.table {
            Table::No => return Ok(()),
            Table::Begun if item.choice_filter.is_some() => {
                return Err((&["choice_filter"], Fault::TableListFiltered {}));
            }
            Table::Begun => {
                let mut head = Item {
                    row: item.row,
                    kind: item.kind.clone(),
                    name: format!("reserved_name_for_field_list_labels_{}", item.row),
                    list: Some(list.to_owned()),
                    ..Item::default()
                };
                head.control.set_text("appearance", "label");
                self.table = Table::Of(list.to_owned());
                self.push(head);
            }
            Table::Of(other) if other != list => {
                let (list, other) = (list.to_owned(), other.clone());
                return Err((TYPE, Fault::TableListMixed { list, other }));
            }
            Table::Of(_) => {}
        }
        item.control.set_text("appearance", "list-nolabel");
        Ok(())
    }

    pub(super) fn osm(&mut self, mut item: Item, list: &str) -> Result<(), Refusal> {
        self.questions.insert(item.name.clone());
        item.kind = "osm".to_owned();
        if let Some(grid) = self.book.sheet("osm").filter(|_| self.form.osm.is_none()) {
            let sheet = Sheet::read(grid, &tables::LISTS, "default", self.problems);
            self.form.osm = Some(lists::grouped(&sheet));
        }
        item.tags = Some(list.to_owned());
        self.push(item);
        Ok(())
    }

    pub(super) fn question(&mut self, mut item: Item) -> Result<(), Refusal> {
        self.questions.insert(item.name.clone());
        if ["xml-external", "csv-external"].contains(&item.kind.as_str()) {
            item.role = Role::File;
            self.instances.insert(item.name.clone());
            self.push(item);
            return Ok(());
        }
        if types::is_select(&item.kind) {
            return Err((TYPE, Fault::NoList {}));
        }
        if tables::kind(&item.kind).is_none() {
            let near = nearest(&item.kind, tables::USUAL).unwrap_or_default();
            let found = item.kind;
            return Err((TYPE, Fault::UnknownType { found, near }));
        }
        kinds::process(&mut item, &self.form.lists).map_err(|fault| match fault {
            Fault::NoTrigger {} => (&["trigger"][..], fault),
            Fault::CalculatedPosition {} => (&["bind", "calculate"][..], fault),
            _ => (PARAMETERS, fault),
        })?;
        if let Some(list) = item.list.clone().filter(|_| item.kind.starts_with("geo")) {
            self.places.push((item.row, list));
        }
        self.push(item);
        Ok(())
    }
}
