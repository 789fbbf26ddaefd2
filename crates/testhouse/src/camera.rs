//! What the camera of a telephone reads from a page or a terminal: the codes (ISO/IEC 18004) that stand there, found and decoded from
//! their picture by a reader that knows nothing of how they were drawn.

use rqrr::PreparedImage;

/// Dots of the picture for each module of a code.
const DOTS: usize = 4;

/// The texts of the codes on a page, from the first to the last.
///
/// # Panics
/// When a picture that says it is a code cannot be read.
pub fn on_page(html: &str) -> Vec<String> {
    html.split("<svg role=\"img\"")
        .skip(1)
        .map(|svg| of_svg(svg.split("</svg>").next().unwrap_or(svg)))
        .collect()
}

fn of_svg(svg: &str) -> String {
    let after = |words: &str| svg.split_once(words).map(|(_, rest)| rest).expect(words);
    let side = after("viewBox=\"0 0 ").split(' ').next().and_then(|side| side.parse().ok()).expect("a side");
    let drawn = after(" d=\"").split('"').next().unwrap_or_default();
    let mut dark = vec![false; side * side];
    for module in drawn.split('M').skip(1) {
        let (place, square) = module.split_once('h').expect("a square");
        assert_eq!(square, "1v1h-1z");
        let (column, row) = place.split_once(' ').expect("two numbers");
        let (column, row): (usize, usize) =
            (column.parse().expect("a number"), row.parse().expect("a number"));
        dark[row * side + column] = true;
    }
    read(side, side, &dark).expect("a code that can be read")
}

/// The texts of the codes that a terminal shows, which is dark with light letters: two modules one above the other in a character.
pub fn on_terminal(said: &str) -> Vec<String> {
    let lines: Vec<Vec<char>> = said.lines().map(|line| line.chars().collect()).collect();
    let drawn = |line: &Vec<char>| !line.is_empty() && line.iter().all(|sign| " ▀▄█".contains(*sign));
    lines
        .chunk_by(|one, next| drawn(one) == drawn(next))
        .filter(|some| drawn(&some[0]))
        .filter_map(|some| {
            let width = some.iter().map(Vec::len).max().unwrap_or_default();
            let mut dark = Vec::new();
            for line in some {
                let sign = |column: usize| line.get(column).copied().unwrap_or(' ');
                dark.extend((0..width).map(|column| !matches!(sign(column), '█' | '▀')));
                dark.extend((0..width).map(|column| !matches!(sign(column), '█' | '▄')));
            }
            read(width, 2 * some.len(), &dark)
        })
        .collect()
}

fn read(width: usize, height: usize, dark: &[bool]) -> Option<String> {
    let dot = |x: usize, y: usize| dark[(y / DOTS) * width + x / DOTS];
    let mut picture = PreparedImage::prepare_from_bitmap(width * DOTS, height * DOTS, dot);
    let found = picture.detect_grids();
    Some(found.first()?.decode().ok()?.1)
}
