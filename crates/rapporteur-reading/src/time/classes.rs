//! Classes that are more than a list of phrases: amounts, years, days, times of the clock.

use super::lexicon::{Amount, Class, Daytime, Lexicon, Slot};
use super::token::{Shape, Token};

/// What a class matches from a token on: how many tokens, and its meaning.
pub(crate) fn matched(
    lexicon: &Lexicon,
    tokens: &[Token<'_>],
    at: usize,
    class: Class,
) -> Option<(usize, Slot)> {
    let token = tokens.get(at)?;
    match class {
        Class::Month | Class::PlainMonth | Class::Weekday | Class::Holiday => {
            let found = lexicon.longest(tokens, at, class)?;
            let named = token.shape == Shape::Capital
                || (class == Class::Holiday
                    && tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Capital));
            named.then_some(found)
        }
        Class::Unit => lexicon
            .longest(tokens, at, Class::ManyUnits)
            .or_else(|| lexicon.longest(tokens, at, Class::OneUnit)),
        Class::Number => amount(lexicon, tokens, at),
        Class::Ordinal => nth(lexicon, tokens, at),
        Class::Nth => nth(lexicon, tokens, at).filter(|(_, slot)| in_month(*slot)),
        Class::Day => day(tokens, at),
        Class::Year => year(lexicon, tokens, at),
        Class::Two => {
            let (number, width) = token.digits()?;
            (width == 2).then_some((1, Slot::Number(number)))
        }
        Class::Decade => decade(lexicon, tokens, at),
        Class::Clock => clock(lexicon, tokens, at),
        Class::Small => (token.shape == Shape::Small).then_some((1, Slot::Nothing)),
        Class::Capital => (token.shape == Shape::Capital).then_some((1, Slot::Nothing)),
        _ => lexicon.longest(tokens, at, class),
    }
}

fn in_month(slot: Slot) -> bool {
    matches!(slot, Slot::Number(1..=31))
}

/// Digits, number words or a phrase ("several"), with "and a half" or "1/2".
fn amount(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Option<(usize, Slot)> {
    if let Some(phrase) = lexicon.longest(tokens, at, Class::AmountPhrase) {
        return Some(phrase);
    }
    let (length, number) = match tokens[at].number() {
        Some(number) => (1, number),
        None => number_words(lexicon, tokens, at)?,
    };
    let (more, half) = half_after(tokens, at + length);
    Some((length + more, Slot::Amount(Amount::Exact(number + half))))
}

/// "and a half", "and half", "1/2" after a number.
fn half_after(tokens: &[Token<'_>], at: usize) -> (usize, f64) {
    let is = |offset: usize, text: &str| {
        tokens.get(at + offset).is_some_and(|token| token.text.eq_ignore_ascii_case(text))
    };
    if is(0, "and") && is(1, "a") && is(2, "half") {
        return (3, 0.5);
    }
    if is(0, "and") && is(1, "half") {
        return (2, 0.5);
    }
    if is(0, "1") && is(1, "/") && is(2, "2") {
        return (3, 0.5);
    }
    if is(0, "½") {
        return (1, 0.5);
    }
    (0, 0.0)
}

/// "twenty-five", "two hundred and ten", "a hundred".
fn number_words(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Option<(usize, f64)> {
    let word = |index: usize| -> Option<i32> {
        match lexicon.longest(tokens, index, Class::NumberWord)? {
            (_, Slot::Number(number)) => Some(number),
            _ => None,
        }
    };
    let is = |index: usize, text: &str| {
        tokens.get(index).is_some_and(|token| token.text.eq_ignore_ascii_case(text))
    };
    let mut index = at;
    if is(index, "a") && word(index + 1).is_some_and(|number| number >= 100) {
        index += 1;
    }
    let first = word(index)?;
    index += 1;
    let mut whole = 0;
    let mut part = if first >= 100 { 0 } else { first };
    let mut pending = (first >= 100).then_some(first);
    loop {
        match pending.take() {
            Some(1000) => {
                whole += part.max(1) * 1000;
                part = 0;
            }
            Some(100) => part = part.max(1) * 100,
            Some(number) => part += number,
            None => {}
        }
        let skip = if is(index, "-") && tokens[index].joined {
            1
        } else {
            usize::from(is(index, "and") && part % 100 == 0)
        };
        let Some(number) = word(index + skip) else { break };
        let fits = number >= 100 || (part % 10 == 0 && number < 10 && part % 100 != 10);
        let fits = fits || (part % 100 == 0 && number < 100);
        if !fits || whole > 100_000 {
            break;
        }
        pending = Some(number);
        index += skip + 1;
    }
    Some((index - at, f64::from(whole + part)))
}

/// "third", "21st".
fn nth(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Option<(usize, Slot)> {
    if let Some((number, width)) = tokens[at].digits() {
        return (width <= 2 && ordinal_ending(tokens, at + 1)).then_some((2, Slot::Number(number)));
    }
    lexicon.longest(tokens, at, Class::OrdinalWord)
}

fn ordinal_ending(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.joined && matches!(token.text, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH")
    })
}

fn day(tokens: &[Token<'_>], at: usize) -> Option<(usize, Slot)> {
    let (number, width) = tokens[at].digits()?;
    if width > 2 || !(1..=31).contains(&number) {
        return None;
    }
    Some((1 + usize::from(ordinal_ending(tokens, at + 1)), Slot::Number(number)))
}

/// Earliest and latest year that four digits are read as.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

fn year(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Option<(usize, Slot)> {
    if let Some((number, width)) = tokens[at].digits() {
        let inside = at > 0
            && tokens[at].joined
            && matches!(tokens[at - 1].text, "$" | "£" | "€" | "#" | "." | "," | "+" | "¥");
        let longer = tokens.get(at + 1).is_some_and(|next| {
            next.text == "%" || (next.joined && next.shape != Shape::Mark && next.text != "s")
        });
        return (width == 4 && YEARS.contains(&number) && !inside && !longer)
            .then_some((1, Slot::Number(number)));
    }
    year_words(lexicon, tokens, at)
}

/// "nineteen ninety-six", "two thousand four".
fn year_words(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Option<(usize, Slot)> {
    let Some((_, Slot::Number(first))) = lexicon.longest(tokens, at, Class::NumberWord) else {
        return None;
    };
    if first == 2 {
        let (length, number) = number_words(lexicon, tokens, at)?;
        #[expect(clippy::cast_possible_truncation, reason = "number words stay below a million")]
        let number = number as i32;
        return (2000..=2030).contains(&number).then_some((length, Slot::Number(number)));
    }
    if !(17..=20).contains(&first) {
        return None;
    }
    let (length, rest) = number_words(lexicon, tokens, at + 1)?;
    #[expect(clippy::cast_possible_truncation, reason = "number words stay below a million")]
    let rest = rest as i32;
    (10..=99).contains(&rest).then_some((1 + length, Slot::Number(first * 100 + rest)))
}

/// "1870s", "1990's", "'90s", "nineties": the year's first three digits.
fn decade(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Option<(usize, Slot)> {
    if let Some((_, Slot::Number(tens))) = lexicon.longest(tokens, at, Class::DecadeWord) {
        return Some((1, Slot::Number(190 + tens)));
    }
    let is = |offset: usize, text: &str| {
        tokens.get(at + offset).is_some_and(|token| token.joined && token.text == text)
    };
    let ends = |offset: usize| {
        if is(offset, "s") || is(offset, "S") {
            Some(offset + 1)
        } else if (is(offset, "'") || is(offset, "’"))
            && (is(offset + 1, "s") || is(offset + 1, "S"))
        {
            Some(offset + 2)
        } else {
            None
        }
    };
    if let Some((number, width)) = tokens[at].digits() {
        let length = ends(1)?;
        return match width {
            4 if number % 10 == 0 => Some((length, Slot::Number(number / 10))),
            3 if number % 10 == 0 => Some((length, Slot::Number(number / 10))),
            2 if number % 10 == 0 && number >= 20 && length == 2 => {
                Some((length, Slot::Number(190 + number / 10)))
            }
            _ => None,
        };
    }
    if !matches!(tokens[at].text, "'" | "’" | "‘" | "`") {
        return None;
    }
    let (number, 2) = tokens.get(at + 1)?.digits()? else { return None };
    (number % 10 == 0 && is(2, "s")).then_some((3, Slot::Number(190 + number / 10)))
}

/// "7:15 p.m.", "5 pm", "19:30", "05:30hrs", "0530 hours".
fn clock(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Option<(usize, Slot)> {
    let token = tokens[at];
    if token.shape != Shape::Number {
        return None;
    }
    let (hour, minute, mut index) = hour_and_minute(tokens, at)?;
    let exact = index > at + 1 || token.text.contains('.');
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text);
    let half = ["am", "a", "pm", "p"]
        .into_iter()
        .find(|half| word(index).eq_ignore_ascii_case(half))
        .map(|half| half.starts_with('p'));
    if let Some(after_noon) = half {
        let written_out = word(index).len() == 1;
        if written_out {
            if word(index + 1) != "." || !word(index + 2).eq_ignore_ascii_case("m") {
                return None;
            }
            index += 3;
            index += usize::from(
                word(index) == "." && tokens.get(index).is_some_and(|token| token.joined),
            );
        } else {
            index += 1;
        }
        if hour > 12 {
            return None;
        }
        let hour = hour % 12 + if after_noon { 12 } else { 0 };
        return Some((index - at, Slot::Daytime(Daytime::Clock(hour, minute))));
    }
    let military = token.digits().is_some_and(|(_, width)| width == 4);
    let hours = matches!(word(index), "hrs" | "hr" | "hours" | "h");
    if military && lexicon.longest(tokens, index, Class::Zone).is_some() {
        return Some((index - at, Slot::Daytime(Daytime::Clock(hour, minute))));
    }
    if military {
        return hours.then_some((index + 1 - at, Slot::Daytime(Daytime::Clock(hour, minute))));
    }
    if !exact || token.text.contains('.') {
        return None;
    }
    Some((index + usize::from(hours) - at, Slot::Daytime(Daytime::Clock(hour, minute))))
}

fn hour_and_minute(tokens: &[Token<'_>], at: usize) -> Option<(i8, i8, usize)> {
    let token = tokens[at];
    let valid = |hour: i32, minute: i32, next: usize| {
        ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some((
            i8::try_from(hour).ok()?,
            i8::try_from(minute).ok()?,
            next,
        ))
    };
    if let Some((hour, minute)) = token.text.split_once('.') {
        if minute.len() != 2 {
            return None;
        }
        return valid(hour.parse().ok()?, minute.parse().ok()?, at + 1);
    }
    let (number, width) = token.digits()?;
    if width == 4 {
        return valid(number / 100, number % 100, at + 1);
    }
    let colon = tokens.get(at + 1).is_some_and(|mark| mark.text == ":" && mark.joined);
    if colon && width <= 2 {
        let (minute, 2) = tokens.get(at + 2).filter(|token| token.joined)?.digits()? else {
            return None;
        };
        return valid(number, minute, at + 3);
    }
    (width <= 2).then(|| valid(number, 0, at + 1)).flatten()
}
