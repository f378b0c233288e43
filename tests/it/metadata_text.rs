//! Metadata of flattened pages.

use unhusk::clean;

#[test]
fn a_flattened_page_gives_its_metadata() {
    let page = clean(
        " date 2018-09-27 Listen Live\n\nFerry to Skagen sails again after the storm\n\nBY SARAH KIM [kim@example.org]\n\nThe ferry to Skagen \
         sails again from Monday, the harbour office said.\n\nSkagen, harbour office, ferry (small, old)",
    );
    assert_eq!(page.title.as_deref(), Some("Ferry to Skagen sails again after the storm"));
    assert_eq!(page.metadata.author, ["SARAH KIM"]);
    assert_eq!(page.metadata.date.as_deref(), Some("2018-09-27"));
    assert_eq!(page.metadata.tags, ["Skagen", "harbour office", "ferry (small, old)"]);
}

#[test]
fn the_headline_is_the_line_that_the_first_one_names() {
    let page = clean(
        "Spitskoolschotel met spek - Mijn Keukentafel\nMenu\nInloggen\nRecepten\nMijn bewaarde recepten\nMijn bewaarde recepten\nSpitskoolschotel \
         met spek\n4 personen\nEen schotel voor koude avonden, die op één plaat gaar wordt.\nVerwarm de oven voor op 200 graden en snijd de kool \
         in repen.\nBak het spek knapperig en meng de spitskool met het spek op een bakplaat.\nDeel dit recept\nContact\nPrivacy",
    );
    assert_eq!(page.title.as_deref(), Some("Spitskoolschotel met spek"));
    // What is not it is no title.
    let titles = page.removed.iter().filter(|it| it.category == unhusk::Category::Title).map(|it| it.text.trim());
    assert!(titles.clone().all(|text| text == "Spitskoolschotel met spek"), "{:?}", titles.collect::<Vec<_>>());
}

#[test]
fn a_paywall_tells_that_the_page_was_cut() {
    let body = "The ferry to Skagen sails again from Monday, the harbour office said, after eleven weeks in the dock";
    for notice in [
        "Already a subscriber? Log in",
        "Redan prenumerant? Logga in",
        "Článek pro předplatitele",
        "للمشتركين فقط",
        "残り264文字(全文:364文字)",
    ] {
        assert!(clean(&format!("{body}...\n\n{notice}")).metadata.truncated, "{notice}");
    }
    for whole in [
        "Subscribers of the paper wrote to the office.",
        "The library is open to subscribers only on Mondays, she said.",
    ] {
        assert!(!clean(&format!("{body}.\n\n{whole}")).metadata.truncated, "{whole}");
    }
}

#[test]
fn writers_have_no_roles_in_their_names() {
    let page = clean(
        "Fähre nach Skagen fährt wieder\n\n기자명 박찬 기자   입력 2025.06.18 18:05  수정 2025.06.19 08:07\n\n스카겐으로 가는 배가 월요일부터 다시 다닌다고 항만청이 밝혔다.",
    );
    assert_eq!(page.metadata.author, ["박찬"]);
}

#[test]
fn a_date_field_that_is_no_day_is_no_date() {
    for (field, want) in [
        ("2018-09-27", Some("2018-09-27")),
        ("2018-09", Some("2018-09")),
        ("2018-99-99", None),
        ("2018-13", None),
        ("2019-02-29", None),
        ("2019-02-00", None),
    ] {
        let page =
            clean(&format!("date {field} The ferry to Skagen sails again from Monday, the harbour office said."));
        assert_eq!(page.metadata.date.as_deref(), want);
    }
}

#[test]
fn published_and_changed_are_told_apart() {
    let page = clean(
        "Ferry to Skagen sails again after the storm\n\nPublié : 25 octobre 2022 à 11h22 par Kilian KUENY\n\nThe ferry to Skagen sails again \
         from Monday, the harbour office said.",
    );
    assert_eq!(page.metadata.date.as_deref(), Some("2022-10-25"));
    assert_eq!(page.metadata.author, ["Kilian KUENY"]);
    let page = clean(
        "Ferry to Skagen sails again after the storm\n\nPar Ann Berg Publié le 18/10/2022 à 14h05, mis à jour le 19/10/2022\n\nThe ferry \
         to Skagen sails again from Monday, the harbour office said.",
    );
    assert_eq!(page.metadata.author, ["Ann Berg"]);
    assert_eq!(page.metadata.modified.as_deref(), Some("2022-10-19"));
}
