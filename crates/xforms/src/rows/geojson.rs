//! Rows from GeoJSON (RFC 7946): each feature of the collection is an `item` with its `geometry` in the notation of
//! ODK, its `id` and its properties.

use super::json::{Piece, Pieces};
use super::{Building, Rows, RowsError};
use crate::limits;

/// Levels of JSON inside one another: a polygon in a collection takes eight.
const DEPTH: usize = 32;

impl Rows {
    /// Reads a feature collection. Geometries are written as geopoint, geotrace or geoshape; of a polygon the outer
    /// ring counts. Properties that are objects or lists are left out.
    ///
    /// # Errors
    /// [`RowsError::NotGeoJson`], [`RowsError::NotUtf8`], [`RowsError::TooLarge`].
    pub fn from_geojson(bytes: &[u8]) -> Result<Self, RowsError> {
        if bytes.len() > limits::ROW_BYTES {
            return Err(RowsError::TooLarge { what: "bytes", limit: limits::ROW_BYTES });
        }
        let text = std::str::from_utf8(bytes).map_err(|_| RowsError::NotUtf8)?;
        let mut reader = Reader { pieces: Pieces::new(text.strip_prefix('\u{FEFF}').unwrap_or(text)) };
        let rows = reader.collection()?;
        if reader.next()?.is_some() {
            return Err(RowsError::NotGeoJson("something after the end"));
        }
        Ok(rows)
    }
}

struct Reader<'t> {
    pieces: Pieces<'t>,
}

/// A feature while it is read.
#[derive(Default)]
struct Feature {
    geometry: Option<String>,
    id: Option<String>,
    properties: Vec<(String, String)>,
}

type Outcome<T> = Result<T, RowsError>;

impl Reader<'_> {
    fn next(&mut self) -> Outcome<Option<Piece>> {
        self.pieces.next().map_err(RowsError::NotGeoJson)
    }

    fn piece(&mut self) -> Outcome<Piece> {
        self.next()?.ok_or(RowsError::NotGeoJson("it stops before its end"))
    }

    fn expect(&mut self, wanted: &Piece, what: &'static str) -> Outcome<()> {
        if self.piece()? == *wanted { Ok(()) } else { Err(RowsError::NotGeoJson(what)) }
    }

    /// The next name of an object and the first piece of its value; `None` at its end.
    fn member(&mut self) -> Outcome<Option<(String, Piece)>> {
        loop {
            match self.piece()? {
                Piece::Comma => {}
                Piece::Close('}') => return Ok(None),
                Piece::Text(name) => {
                    self.expect(&Piece::Colon, "a name without a value")?;
                    return Ok(Some((name, self.piece()?)));
                }
                _ => return Err(RowsError::NotGeoJson("an object with something but names")),
            }
        }
    }

    /// Passes over the rest of a value whose first piece was read.
    fn skip(&mut self, first: &Piece) -> Outcome<()> {
        let mut depth = usize::from(matches!(first, Piece::Open(_)));
        while depth > 0 {
            match self.piece()? {
                Piece::Open(_) if depth == DEPTH => return Err(RowsError::NotGeoJson("too deep")),
                Piece::Open(_) => depth += 1,
                Piece::Close(_) => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn collection(&mut self) -> Outcome<Rows> {
        let mut building = Building::new();
        building.open("root");
        let (mut kind, mut listed) = (false, false);
        self.expect(&Piece::Open('{'), "no object at its beginning")?;
        while let Some((name, value)) = self.member()? {
            match (name.as_str(), &value) {
                ("type", Piece::Text(found)) => kind = found == "FeatureCollection",
                ("features", Piece::Open('[')) if !listed => {
                    listed = true;
                    self.features(&mut building)?;
                }
                _ => self.skip(&value)?,
            }
        }
        building.close();
        match (kind, listed) {
            (true, true) => Ok(building.finish()),
            (false, _) => Err(RowsError::NotGeoJson("its type is not FeatureCollection")),
            (_, false) => Err(RowsError::NotGeoJson("it has no features")),
        }
    }

    fn features(&mut self, building: &mut Building) -> Outcome<()> {
        loop {
            match self.piece()? {
                Piece::Comma => {}
                Piece::Close(']') => return Ok(()),
                Piece::Open('{') => {
                    let feature = self.feature()?;
                    building.open("item");
                    building.leaf("geometry", feature.geometry.as_deref().unwrap_or_default());
                    let own_id = feature.properties.iter().any(|(name, _)| name == "id");
                    if let Some(id) = feature.id.filter(|_| !own_id) {
                        building.leaf("id", &id);
                    }
                    for (name, value) in &feature.properties {
                        building.leaf(name, value);
                    }
                    building.close();
                    building.check()?;
                }
                _ => return Err(RowsError::NotGeoJson("a feature that is no object")),
            }
        }
    }

    fn feature(&mut self) -> Outcome<Feature> {
        let mut feature = Feature::default();
        while let Some((name, value)) = self.member()? {
            match (name.as_str(), value) {
                ("id", Piece::Text(id) | Piece::Bare(id)) => feature.id = Some(id),
                ("geometry", Piece::Open('{')) => feature.geometry = Some(self.geometry()?),
                ("properties", Piece::Open('{')) => {
                    while let Some((name, value)) = self.member()? {
                        match value {
                            Piece::Bare(word) if word == "null" => {
                                feature.properties.push((name, String::new()))
                            }
                            Piece::Text(text) | Piece::Bare(text) => feature.properties.push((name, text)),
                            other => self.skip(&other)?,
                        }
                        if feature.properties.len() > limits::COLUMNS {
                            return Err(RowsError::TooLarge { what: "columns", limit: limits::COLUMNS });
                        }
                    }
                }
                (_, other) => self.skip(&other)?,
            }
        }
        Ok(feature)
    }

    fn geometry(&mut self) -> Outcome<String> {
        let (mut kind, mut points) = (String::new(), Vec::new());
        while let Some((name, value)) = self.member()? {
            match (name.as_str(), value) {
                ("type", Piece::Text(found)) => kind = found,
                ("coordinates", Piece::Open('[')) => points = self.first_line()?,
                (_, other) => self.skip(&other)?,
            }
        }
        let known = matches!(kind.as_str(), "Point" | "LineString" | "Polygon");
        if !known || points.is_empty() {
            return Err(RowsError::NotGeoJson("a geometry but Point, LineString and Polygon"));
        }
        Ok(points.join("; "))
    }

    /// The points of coordinates, whose opening bracket was read: of several lines the first.
    fn first_line(&mut self) -> Outcome<Vec<String>> {
        let mut points = Vec::new();
        let mut numbers: Vec<String> = Vec::new();
        let (mut depth, mut lines) = (1, 0);
        while depth > 0 {
            match self.piece()? {
                Piece::Open('[') if depth == DEPTH => return Err(RowsError::NotGeoJson("too deep")),
                Piece::Open('[') => depth += 1,
                Piece::Close(']') => {
                    depth -= 1;
                    if numbers.is_empty() {
                        lines += 1;
                    } else if lines == 0 {
                        let [longitude, latitude, ..] = numbers.as_slice() else {
                            return Err(RowsError::NotGeoJson("a point without latitude"));
                        };
                        let altitude = numbers.get(2).map_or("0", String::as_str);
                        points.push(format!("{latitude} {longitude} {altitude} 0"));
                    }
                    numbers.clear();
                }
                Piece::Bare(number) => numbers.push(number),
                Piece::Comma => {}
                _ => return Err(RowsError::NotGeoJson("coordinates with something but numbers")),
            }
        }
        Ok(points)
    }
}
