//! `/desk/lists/{list}/csv`: a list as a table for a spreadsheet.

use crate::Result;
use crate::desk::{Desk, Spot};
use acts::collect::entities::desk as lists;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use formats::csv_safe::{Cell, Writer};
use kernel::Timestamp;

/// The file.
pub(super) async fn send(desk: Desk, Path(name): Path<String>) -> Result<Response> {
    desk.at(Spot::Forms)?;
    let mut table = lists::whole(desk.house(), &desk.handler, &name).await?;
    let broken = |error: std::io::Error| acts::Error::Internal(error.to_string());
    let heads = ["name", "label", "__version"].into_iter().chain(table.properties.iter().map(String::as_str));
    let heads: Vec<&str> = heads.chain(["__created", "__updated", "__conflict"]).collect();
    let mut writer = Writer::new(Vec::new(), &heads).map_err(broken)?;
    loop {
        let lines = table.next().await?;
        if lines.is_empty() {
            break;
        }
        for line in lines.into_iter().filter(|line| line.entity.deleted.is_none()) {
            let entity = line.entity;
            let mut cells: Vec<Cell<'_>> =
                vec![entity.id.to_string().into(), line.label.into(), entity.version.into()];
            cells.extend(line.values.into_iter().map(Cell::from));
            cells.push(Timestamp(entity.created).rfc3339().into());
            cells.push(Timestamp(entity.updated).rfc3339().into());
            cells.push(entity.conflict.into());
            writer.row(&cells).map_err(broken)?;
        }
    }
    let bytes = writer.finish().map_err(broken)?;
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    let file: String = name.chars().map(plain).take(80).collect();
    let day = desk.house().today();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}-{day}.csv\"")),
    ];
    Ok((headers, bytes).into_response())
}
