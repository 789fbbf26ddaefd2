use super::*;
use serde_json::{Map, Value, json};

const REGIONS: &[u8] = include_bytes!("../../../../data/places/ml/admin1_lite.geojson");
const CERCLES: &[u8] = include_bytes!("../../../../data/places/ml/admin2_lite.geojson");
const COMMUNES: &[u8] = include_bytes!("../../../../data/places/ml/admin3_lite.geojson");

fn layer(features: &Value) -> Result<Layer, LayerError> {
    Layer::read(json!({ "type": "FeatureCollection", "features": features }).to_string().as_bytes())
}

fn square(code: &str, west: f64, south: f64, side: f64) -> Value {
    let (east, north) = (west + side, south + side);
    json!({
        "type": "Feature",
        "properties": { "pcode": code, "parent": "Z", "name": code },
        "geometry": { "type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] },
    })
}

/// Follows a path's relative steps: one list of pixels a ring.
fn rings_of(d: &str) -> Vec<Vec<(i32, i32)>> {
    d.split('z').filter(|ring| !ring.is_empty()).map(ring_of).collect()
}

fn ring_of(d: &str) -> Vec<(i32, i32)> {
    let numbers: Vec<i32> = d
        .replace('-', " -")
        .split(|c: char| c != '-' && !c.is_ascii_digit())
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().unwrap())
        .collect();
    let mut at = (0, 0);
    let steps = numbers.chunks(2).map(|step| (step[0], step[1]));
    steps
        .map(|step| {
            at = (at.0 + step.0, at.1 + step.1);
            at
        })
        .collect()
}

fn area_of(d: &str) -> f64 {
    rings_of(d)
        .iter()
        .map(|ring| {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(a, b)| f64::from(a.0 * b.1 - b.0 * a.1)).sum::<f64>() / 2.0
        })
        .sum::<f64>()
        .abs()
}

#[test]
fn a_square_is_drawn_in_whole_relative_pixels_north_up() {
    let layer = layer(&json!([square("A", 0.0, 0.0, 1.0), square("B", 1.0, 1.0, 1.0)])).unwrap();
    let drawing = layer.draw(None, 104).unwrap();
    assert_eq!(drawing.view_box(), "0 0 104 105");
    assert_eq!(drawing.shapes[0].d, "M2 102l50 0 0-50-50 0z");
    assert_eq!(drawing.shapes[1].d, "M52 52l50 0 0-50-50 0z");
    assert_eq!((drawing.shapes[1].code, drawing.shapes[1].name), ("B", "B"));
}

#[test]
fn points_that_no_eye_tells_apart_are_left_out() {
    let staircase = json!([{
        "type": "Feature",
        "properties": { "pcode": "A" },
        "geometry": { "type": "Polygon", "coordinates": [[
            [0.5, 0.0], [0.50001, 0.00001], [1.0, 0.0], [1.2, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.5], [0.0, 0.0], [0.5, 0.0]
        ]] },
    }]);
    let layer = layer(&staircase).unwrap();
    assert_eq!(layer.draw(None, 124).unwrap().shapes[0].d, "M102 102l0-100-100 0 0 100z");
}

#[test]
fn a_place_smaller_than_a_pixel_can_still_be_followed() {
    let layer = layer(&json!([square("A", 0.0, 0.0, 10.0), square("B", 5.0, 5.0, 0.001)])).unwrap();
    let drawing = layer.draw(None, 100).unwrap();
    assert_eq!(rings_of(&drawing.shapes[1].d)[0].len(), 4);
}

#[test]
fn only_the_places_within_another_are_drawn_and_fill_the_width() {
    let communes = Layer::read(COMMUNES).unwrap();
    let drawing = communes.draw(Some("ML0406"), 360).unwrap();
    assert_eq!(drawing.shapes.len(), 30);
    let xs = || drawing.shapes.iter().flat_map(|shape| rings_of(&shape.d)).flatten().map(|(x, _)| x);
    assert_eq!((xs().min(), xs().max()), (Some(2), Some(358)));
    let menaka = communes.draw(Some("ML1002"), 360).unwrap();
    assert_eq!(menaka.shapes[0].code, "ML070401");
    assert_eq!(communes.draw(Some("nowhere"), 360), None);
}

#[test]
fn every_place_of_mali_is_drawn_and_neighbours_still_meet() {
    for (bytes, count) in [(REGIONS, 10), (CERCLES, 53), (COMMUNES, 701)] {
        let layer = Layer::read(bytes).unwrap();
        let drawing = layer.draw(None, 640).unwrap();
        assert_eq!(drawing.shapes.len(), count);
        assert!(drawing.shapes.iter().all(|shape| shape.d.starts_with('M') && shape.d.ends_with('z')));
        let height = i32::try_from(drawing.height).unwrap();
        let mut points = drawing.shapes.iter().flat_map(|shape| rings_of(&shape.d)).flatten();
        assert!(points.all(|(x, y)| (0..=640).contains(&x) && (0..=height).contains(&y)));
        // Gaps and overlaps between neighbours would show as a difference between the layers' areas.
        let area: f64 = drawing.shapes.iter().map(|shape| area_of(&shape.d)).sum();
        let whole: f64 =
            Layer::read(REGIONS).unwrap().draw(None, 640).unwrap().shapes.iter().map(|s| area_of(&s.d)).sum();
        assert!((area - whole).abs() / whole < 0.005, "{area} {whole}");
    }
}

#[test]
fn the_map_of_all_cercles_stays_small() {
    let cercles = Layer::read(CERCLES).unwrap();
    let drawing = cercles.draw(None, 640).unwrap();
    let bytes: usize = drawing.shapes.iter().map(|shape| shape.d.len()).sum();
    assert!(bytes < 18_000, "{bytes}");
}

#[test]
fn figures_stand_beside_outlines_and_come_back_the_same() {
    let cercles = Layer::read(CERCLES).unwrap();
    let rows = cercles.shapes().iter().map(|shape| {
        let mut properties = Map::new();
        properties.insert("pcode".into(), shape.code().into());
        properties.insert("parent".into(), shape.parent().into());
        properties.insert("name".into(), "\"</script>".into());
        properties.insert("count".into(), json!(5));
        (shape.code(), properties)
    });
    let written = cercles.feature_collection(rows);
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["features"][0]["properties"]["count"], 5);
    assert_eq!(value["features"][0]["id"], "ML0101");
    let again = Layer::read(written.as_bytes()).unwrap();
    assert_eq!(again.draw(None, 640).unwrap().view_box(), cercles.draw(None, 640).unwrap().view_box());
    assert_eq!(again.points.len(), cercles.points.len());
}

#[test]
fn rings_are_written_the_way_round_the_standard_wants() {
    let clockwise = json!([{
        "type": "Feature",
        "properties": { "pcode": "A" },
        "geometry": { "type": "MultiPolygon", "coordinates": [[
            [[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]],
            [[3, 3], [6, 3], [6, 6], [3, 6], [3, 3]]
        ]] },
    }]);
    let written = layer(&clockwise).unwrap().feature_collection([("A", Map::new()), ("B", Map::new())]);
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(
        value["features"][0]["geometry"]["coordinates"],
        json!([[[[9, 0], [9, 9], [0, 9], [0, 0], [9, 0]], [[3, 6], [6, 6], [6, 3], [3, 3], [3, 6]]]])
    );
    assert_eq!(value["features"][1]["geometry"], Value::Null);
}

#[test]
fn what_is_not_a_layer_is_refused_with_a_reason() {
    let message = |bytes: &[u8]| Layer::read(bytes).unwrap_err().to_string();
    assert!(message(b"").contains("line 1"));
    assert!(message(b"{\"type\":\"FeatureCollection\",\"features\":[{}]}").contains("properties"));
    assert!(message(b"{\"type\":\"Topology\"}").contains("`Topology`"));
    assert!(message("[".repeat(100_000).as_bytes()).contains("line 1"));
    let point =
        json!([{ "properties": { "pcode": "A" }, "geometry": { "type": "Point", "coordinates": [1, 2] } }]);
    assert!(layer(&point).unwrap_err().to_string().contains("Point"));
    let fault = |features: Value| layer(&features).unwrap_err();
    assert!(matches!(fault(json!([square("A", 500_000.0, 0.0, 1.0)])), LayerError::OffTheGlobe { .. }));
    assert!(matches!(fault(json!([square("A", 0.0, 0.0, 0.0)])), LayerError::FlatRing { .. }));
    let twice = json!([square("A", 0.0, 0.0, 1.0), square("A", 1.0, 0.0, 1.0)]);
    assert!(matches!(fault(twice), LayerError::Duplicate { .. }));
}

#[test]
fn a_height_beside_the_position_is_passed_over() {
    let high = json!([{
        "properties": { "pcode": "A" },
        "geometry": { "type": "Polygon", "coordinates": [[[0, 0, 320], [1, 0, 321], [1, 1, 322], [0, 0, 320]]] },
    }]);
    assert_eq!(layer(&high).unwrap().points, [(0, 0), (100_000, 0), (100_000, 100_000)]);
}

#[test]
fn points_lie_where_the_drawing_has_them_and_those_outside_are_left_out() {
    let one = layer(&json!([square("A", 0.0, 0.0, 1.0)])).unwrap();
    let drawing = one.draw(None, 104).unwrap();
    let points = [(1.0, 0.0), (0.0, 1.0), (0.5, 0.5), (40.0, 0.0), (0.0, -20.0), (f64::NAN, 0.0)];
    let drawn = one.locate(&points, 104);
    assert_eq!(drawn.len(), 3, "{drawn:?}");
    assert_eq!(drawn[0], (2, 2), "the north-west corner, inside the margin");
    let (right, bottom) =
        (i32::try_from(drawing.width).unwrap() - 2, i32::try_from(drawing.height).unwrap() - 3);
    assert!((drawn[1].0 - right).abs() <= 1 && (drawn[1].1 - bottom).abs() <= 1, "{drawn:?}");
}
