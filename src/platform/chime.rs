//! A sound that calls for attention, made by the browser itself: no file to load.

use std::cell::OnceCell;

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

thread_local! {
    /// One for the page's life: browsers allow few.
    static CONTEXT: OnceCell<Option<AudioContext>> = const { OnceCell::new() };
}

/// Two tones, a falling third, at `volume` from 0 (none) to 100. Browsers
/// allow sound only after a touch; without it, or without a sound device,
/// nothing is heard.
pub fn chime(volume: u8) {
    CONTEXT.with(|context| {
        let context = context.get_or_init(|| AudioContext::new().ok());
        if let Some(context) = context {
            // Silence where the browser refuses; what calls is also shown.
            let _ = context.resume();
            let _ = tone(context, 988.0, 0.0, volume).and(tone(context, 784.0, 0.35, volume));
        }
    });
}

/// One tone that starts `after` so many seconds and fades.
fn tone(context: &AudioContext, hertz: f32, after: f64, volume: u8) -> Result<(), JsValue> {
    let start = context.current_time() + after;
    let (source, loudness) = (context.create_oscillator()?, context.create_gain()?);
    source.frequency().set_value(hertz);
    loudness.gain().set_value_at_time(f32::from(volume) / 100.0, start)?;
    loudness.gain().exponential_ramp_to_value_at_time(0.001, start + 0.9)?;
    source.connect_with_audio_node(&loudness)?.connect_with_audio_node(&context.destination())?;
    source.start_with_when(start)?;
    source.stop_with_when(start + 1.0)
}
