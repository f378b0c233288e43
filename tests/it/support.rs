//! What holds for every answer, whatever the page.

use unhusk::{Cleaned, PieceKind};

/// Checks that the pieces partition the page's text and agree with the removals. `source` is what they index.
///
/// The cleaner must have been asked for pieces and for removals.
pub(crate) fn check_partition(source: &str, cleaned: &Cleaned) {
    let pieces = cleaned.pieces.as_deref().expect("pieces were asked for");
    let mut at = 0;
    let mut listed = Vec::new();
    for piece in pieces {
        assert_eq!(piece.start, at, "pieces touch and do not overlap");
        assert!(piece.end > piece.start, "no piece is empty");
        let text = source.get(piece.start..piece.end).expect("pieces end between characters");
        assert_eq!(piece.removed.is_some(), piece.kind == PieceKind::Removed);
        if piece.kind == PieceKind::Space {
            let spaces = ["&nbsp;", "&#160;", "&#xa0;", "&#xA0;"];
            let bare = spaces.iter().fold(text.replace("&amp;", "&"), |text, space| text.replace(space, ""));
            assert!(!bare.contains(char::is_alphanumeric), "space has no words: {text:?}");
        }
        if let Some(index) = piece.removed {
            let removed = &cleaned.removed[index];
            assert!(removed.start <= piece.start && piece.end <= removed.end, "the piece lies in its removal");
            listed.push(index);
        }
        at = piece.end;
    }
    assert_eq!(at, source.len(), "pieces cover everything");
    listed.dedup();
    // Pictures and frames have no text, so no piece; they stand behind what has.
    let with_text = cleaned.removed.iter().take_while(|it| !it.text.is_empty()).count();
    assert!(cleaned.removed[with_text..].iter().all(|it| it.text.is_empty()));
    assert_eq!(listed, (0..with_text).collect::<Vec<_>>(), "each removal has its piece, in order");
    for removed in &cleaned.removed {
        assert_eq!(&source[removed.start..removed.end], removed.text, "offsets lead to the text");
        assert!(removed.score <= 1000 && !removed.rule.is_empty() && !removed.reason.is_empty());
    }
}

/// Checks what holds beside the partition.
pub(crate) fn check_answer(cleaned: &Cleaned) {
    assert!(cleaned.confidence <= 1000);
    assert_eq!(cleaned.fingerprint.len(), 16);
    assert_eq!(cleaned.text, cleaned.text.trim(), "no white space at the ends");
    if cleaned.text.is_empty() {
        assert!(cleaned.confidence < 200, "an empty body is not a sure one: {}", cleaned.confidence);
    }
}
