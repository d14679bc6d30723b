//! Ids: what is written is read back, what is none is refused.

use heard_exchange::{DeviceId, ResponseId};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_response_id_is_a_version_4_uuid_and_comes_back(random in any::<[u8; 16]>()) {
        let id = ResponseId::from_random(random);
        let text = id.to_string();
        prop_assert_eq!(text.len(), 36);
        prop_assert_eq!(text.as_bytes()[14], b'4');
        prop_assert!(b"89ab".contains(&text.as_bytes()[19]));
        prop_assert_eq!(text.parse(), Ok(id));
        prop_assert_eq!(text.to_uppercase().parse(), Ok(id));
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<ResponseId>(&json).unwrap(), id);
    }

    #[test]
    fn no_text_makes_reading_an_id_panic(text in "[0-9a-fA-F-]{0,40}|.*") {
        if let Ok(id) = text.parse::<ResponseId>() {
            prop_assert_eq!(id.to_string(), text.to_lowercase());
        }
        if let Ok(id) = DeviceId::new(text.clone()) {
            prop_assert_eq!(id.as_str(), text);
        }
    }

    #[test]
    fn a_changed_character_is_noticed(
        random in any::<[u8; 16]>(), place in 0..36_usize, other in "[g-zG-Z_ é]",
    ) {
        let mut text = ResponseId::from_random(random).to_string();
        text.replace_range(place..=place, &other);
        prop_assert!(text.parse::<ResponseId>().is_err());
    }

    #[test]
    fn nothing_may_stand_around_an_id(random in any::<[u8; 16]>(), more in "-[0-9a-f]{0,4}| |[0-9a-f]") {
        let text = ResponseId::from_random(random).to_string();
        for wrong in [format!("{text}{more}"), format!("{more}{text}")] {
            prop_assert!(wrong.parse::<ResponseId>().is_err());
        }
    }
}
