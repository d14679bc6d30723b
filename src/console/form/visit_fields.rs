//! The form's fields about visits: channel, tellers, business types, the pages
//! that may embed the kiosk.

use heard_exchange::Channel;

use super::{
    draft::Draft,
    fields::{Field, fold},
    visits::CHANNELS,
};
use crate::{
    console::{
        parts::{entered, parts},
        texts::Texts,
    },
    ui::element::{Part, Tag, element, nothing},
};

/// Everything about visits.
pub(super) fn visit_fields(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.visits;
    let list = |name, label, hint, value| {
        let field = Field { name, label, hint, optional: true };
        let area = element("textarea").with("rows", "4").with("spellcheck", "false");
        field.around(draft, entered(field.dress(draft, area), value), texts)
    };
    let channel =
        Field { name: "channel", label: said.channel, hint: said.channel_hint, optional: true };
    let select = channels(element("select"), said.channel_usual, texts);
    let select = entered(channel.dress(draft, select), draft.visits.channel);
    let fields = parts![
        channel.around(draft, select, texts),
        list("tellers", said.tellers, said.tellers_hint, draft.visits.tellers),
        list("businesses", said.businesses, said.businesses_hint, draft.visits.businesses),
        list("embedders", said.embedders, said.embedders_hint, draft.visits.embedders),
    ];
    fold("visits", said.group, nothing(), fields)
}

/// Puts the channels into a list of options, first `usual`, for no choice.
pub(crate) fn channels(select: Tag, usual: &str, texts: &Texts) -> Tag {
    let option = |channel: Channel| {
        let option = element("option").with("value", channel.code());
        option.holding(channel_name(channel, texts))
    };
    let select = select.holding(element("option").with("value", "").holding(usual));
    CHANNELS.into_iter().fold(select, |select, channel| select.holding(option(channel)))
}

/// What a channel is called; its code where it is none of a branch's.
pub(crate) fn channel_name(channel: Channel, texts: &Texts) -> &'static str {
    let mut named = CHANNELS.into_iter().zip(texts.visits.channels);
    let found = named.find(|(other, _)| *other == channel);
    found.map_or(channel.code(), |(_, name)| name)
}
