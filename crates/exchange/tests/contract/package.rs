//! The data package: its codebook promises what its rows keep.

use std::io::{Cursor, Read};

use crate::support::{counter, response};
use heard_exchange::{
    Response,
    csv::{Columns, Times, raw},
    package::{self, About},
};
use heard_survey::Value;
use serde_json::{Value as Json, json};

fn packed(columns: &Columns, responses: &[Response]) -> Vec<u8> {
    let about = About {
        title: "示范支行 2026-11",
        locale: "zh-CN",
        created: chrono::DateTime::parse_from_rfc3339("2026-11-30T18:00:00+08:00").unwrap(),
        times: Times::default(),
        demo: false,
    };
    package::write(Cursor::new(Vec::new()), columns, &about, responses).unwrap().into_inner()
}

fn entry(package: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn field(package: &[u8], name: &str) -> Json {
    let descriptor: Json = serde_json::from_slice(&entry(package, "datapackage.json")).unwrap();
    let fields = descriptor["resources"][0]["schema"]["fields"].as_array().unwrap();
    fields.iter().find(|field| field["name"] == name).unwrap().clone()
}

#[test]
fn the_rows_are_the_raw_flavour() {
    let counter = counter("1");
    let columns = Columns::of([&counter]);
    let one = response(&counter, &[("comment", "=1+1, \"您\"\n😀".into())]);
    let mut writer = raw::Writer::new(Vec::new(), &columns, Times::default()).unwrap();
    writer.write(&one).unwrap();
    assert_eq!(entry(&packed(&columns, &[one]), "responses.csv"), writer.finish().unwrap());
}

#[test]
fn fields_stand_in_the_order_of_the_columns() {
    let columns = Columns::of([&counter("1")]);
    let descriptor: Json =
        serde_json::from_slice(&entry(&packed(&columns, &[]), "datapackage.json")).unwrap();
    let fields = descriptor["resources"][0]["schema"]["fields"].as_array().unwrap();
    let names = fields.iter().map(|field| field["name"].as_str().unwrap());
    assert!(names.eq(columns.headings()));
}

#[test]
fn every_kind_of_question_is_described() {
    let package = packed(&Columns::of([&counter("1")]), &[]);
    assert_eq!(
        field(&package, "satisfaction"),
        json!({
            "name": "satisfaction", "title": "总体满意度", "type": "integer",
            "constraints": { "minimum": 1, "maximum": 5 },
            "categories": [{ "value": 1, "label": "很不满意" }, { "value": 5, "label": "很满意" }],
        })
    );
    assert_eq!(field(&package, "in_time")["constraints"], json!({ "enum": ["no", "yes"] }));
    assert_eq!(
        field(&package, "in_time")["categories"][0],
        json!({ "value": "yes", "label": "是" })
    );
    assert_eq!(field(&package, "contact")["type"], "boolean");
    assert_eq!(field(&package, "reasons")["heard:choices"][0]["label"], "等候太久");
    assert_eq!(field(&package, "comment")["type"], "string");
    assert_eq!(field(&package, "outcome")["title"], "完成情况");
}

#[test]
fn what_a_response_does_not_keep_is_not_promised() {
    let counter = counter("1");
    let odd = response(&counter, &[("satisfaction", "7".into()), ("in_time", "maybe".into())]);
    let package = packed(&Columns::of([&counter]), &[odd]);
    for name in ["satisfaction", "in_time"] {
        let field = field(&package, name);
        assert_eq!(field["type"], "string");
        assert_eq!((field.get("constraints"), field.get("categories")), (None, None));
    }
    assert_eq!(field(&package, "in_time")["heard:choices"].as_array().unwrap().len(), 2);
}

#[test]
fn a_scale_is_promised_over_all_versions() {
    let (first, mut second) = (counter("1"), counter("2"));
    if let heard_survey::Kind::Rating(rating) = &mut second.pages[0].questions[0].kind {
        (rating.min, rating.max) = (0, 10);
    }
    let ten = response(&second, &[("satisfaction", Value::from(10))]);
    let one = response(&first, &[("satisfaction", Value::from(1))]);
    let package = packed(&Columns::of([&second, &first]), &[ten, one]);
    assert_eq!(
        field(&package, "satisfaction")["constraints"],
        json!({ "minimum": 0, "maximum": 10 })
    );
}
