//! Arrow and Parquet, as engines hand them over.
#![cfg(feature = "arrow")]

mod support;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, ListArray,
    RecordBatch, StringArray, StringViewArray, TimestampSecondArray,
};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::sync::Arc;
use thememap::corpus::{Corpus, Input, ReadOptions};

use support::{Folder, Papers, Run};

/// A paper: id, title, year.
type Paper = (Option<String>, Option<String>, Option<i32>);

fn papers() -> Vec<Paper> {
    let text = Papers::mixed(20).csv();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let title = format!("{}. {}", &row[1], &row[2]);
        (Some(row[0].to_owned()), Some(title), row[3].parse().ok())
    });
    rows.collect()
}

fn batch(papers: &[Paper]) -> RecordBatch {
    let texts = |text: fn(&Paper) -> &Option<String>| -> ArrayRef {
        Arc::new(
            papers
                .iter()
                .map(|paper| text(paper).as_deref())
                .collect::<StringArray>(),
        )
    };
    let years: Int32Array = papers.iter().map(|paper| paper.2).collect();
    let columns = [
        ("id", texts(|paper| &paper.0)),
        ("title", texts(|paper| &paper.1)),
        ("year", Arc::new(years) as ArrayRef),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true)))
        .unwrap()
}

/// The papers as a stream of batches of so many.
fn stream(papers: &[Paper], size: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = StreamWriter::try_new(&mut bytes, &batch(&[]).schema()).unwrap();
    for papers in papers.chunks(size) {
        writer.write(&batch(papers)).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

fn parquet(papers: &[Paper], compression: Compression) -> Vec<u8> {
    let properties = WriterProperties::builder().set_compression(compression);
    let mut bytes = Vec::new();
    let schema = batch(&[]).schema();
    let mut writer = ArrowWriter::try_new(&mut bytes, schema, Some(properties.build())).unwrap();
    writer.write(&batch(papers)).unwrap();
    writer.close().unwrap();
    bytes
}

fn csv(papers: &[Paper]) -> String {
    let mut text = "id,title,year\n".to_owned();
    for (id, title, year) in papers {
        let (id, title) = (id.as_deref().unwrap_or(""), title.as_deref().unwrap_or(""));
        let year = year.map_or(String::new(), |year| year.to_string());
        text += &format!("{id},\"{title}\",{year}\n");
    }
    text
}

fn with_model() -> Folder {
    let folder = Folder::new().with("papers.csv", csv(&papers()));
    folder.report("papers.csv", &["--themes", "3"]);
    folder
}

const ASSIGN: [&str; 9] = [
    "assign",
    "--model",
    "out",
    "-",
    "--format",
    "arrow",
    "--output-format",
    "arrow",
    "-q",
];

fn assign(folder: &Folder, input: &[u8], options: &[&str]) -> Run {
    folder.run_with(&[&ASSIGN, options].concat(), input)
}

fn batches(run: &Run) -> Vec<RecordBatch> {
    run.succeeds();
    let reader = StreamReader::try_new(run.stdout_bytes(), None).unwrap();
    reader.map(Result::unwrap).collect()
}

#[test]
fn batches_come_out_as_they_go_in_with_the_places_that_csv_gives() {
    let folder = with_model();
    let papers = papers();
    let out = batches(&assign(&folder, &stream(&papers, 7), &[]));
    let sizes: Vec<usize> = out.iter().map(RecordBatch::num_rows).collect();
    assert_eq!(sizes, [7, 7, 7, 7, 7, 7, 7, 7, 4]);
    let run = folder.run(&[
        "assign",
        "--model",
        "out",
        "papers.csv",
        "--out",
        "new/a.csv",
        "-q",
    ]);
    run.succeeds();
    let files = folder.files("new");
    let table = files.table("a.csv");
    let mut rows = table.rows();
    for batch in &out {
        let text = |name: &str| batch.column_by_name(name).unwrap().as_string::<i32>();
        let whole = |name: &str| {
            batch
                .column_by_name(name)
                .unwrap()
                .as_primitive::<Int32Type>()
        };
        let score = batch
            .column_by_name("score")
            .unwrap()
            .as_primitive::<Float32Type>();
        for row in 0..batch.num_rows() {
            let expected = rows.next().unwrap();
            assert_eq!(text("id").value(row), &expected["id"]);
            assert_eq!(text("label").value(row), &expected["label"]);
            assert_eq!(text("status").value(row), &expected["status"]);
            assert_eq!(whole("theme").value(row), expected.whole("theme") as i32);
            assert_eq!(whole("year").value(row), expected.whole("year") as i32);
            assert_eq!(format!("{:.4}", score.value(row)), expected["score"]);
            assert!(text("reason").is_null(row));
        }
    }
    assert!(rows.next().is_none());
}

#[test]
fn ids_stay_as_they_are_also_when_they_come_twice() {
    let folder = with_model();
    let twice = [papers()[0].clone(), papers()[0].clone()];
    let mut odd = twice.to_vec();
    odd[1].0 = Some("  a &amp; b ".to_owned());
    let out = batches(&assign(
        &folder,
        &stream(&[&twice[..], &odd].concat(), 2),
        &[],
    ));
    let ids: Vec<String> = out
        .iter()
        .flat_map(|batch| batch.column(0).as_string::<i32>().iter())
        .map(|id| id.unwrap().to_owned())
        .collect();
    let id = papers()[0].0.clone().unwrap();
    assert_eq!(ids, [&id[..], &id, &id, "  a &amp; b "]);
}

#[test]
fn a_record_without_text_stops_the_stream_or_has_a_row_with_its_reason() {
    let folder = with_model();
    let mut papers = papers();
    papers[9] = (Some("bad-7".to_owned()), None, Some(2001));
    let input = stream(&papers, 5);
    assign(&folder, &input, &[]).stops_saying(&[
        "stdin, record 10 (id bad-7)",
        "neither title nor abstract",
        "--keep-going",
    ]);
    let out = batches(&assign(&folder, &input, &["--keep-going"]));
    let batch = &out[1];
    assert_eq!(
        batch
            .column_by_name("id")
            .unwrap()
            .as_string::<i32>()
            .value(4),
        "bad-7"
    );
    assert!(batch.column_by_name("theme").unwrap().is_null(4));
    let reason = batch.column_by_name("reason").unwrap().as_string::<i32>();
    assert_eq!(reason.value(4), "neither title nor abstract");
    assert_eq!(reason.null_count(), 4);
    folder
        .run(&["assign", "--model", "out", "papers.csv", "--keep-going"])
        .fails_saying(&["--keep-going", "arrow"]);
}

#[test]
fn a_stream_without_rows_gives_one_without_rows() {
    let folder = with_model();
    let run = assign(&folder, &stream(&[], 1), &[]);
    run.succeeds();
    let reader = StreamReader::try_new(run.stdout_bytes(), None).unwrap();
    assert_eq!(reader.schema().field(0).name(), "id");
    assert_eq!(reader.count(), 0);
}

#[test]
fn a_stream_that_is_cut_or_damaged_is_refused() {
    let folder = with_model();
    let whole = stream(&papers(), 20);
    for length in [1, 3, 8, 200, whole.len() / 2, whole.len() - 20] {
        let run = assign(&folder, &whole[..length], &[]);
        run.stops_saying(&["stdin", "damaged"]);
    }
    for place in (0..whole.len().min(3000)).step_by(97) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        let run = assign(&folder, &bytes, &[]);
        assert!(matches!(run.code(), Some(0 | 1)), "byte {place}: {run}");
        run.is_calm();
    }
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![1]));
    let strange = RecordBatch::try_from_iter([("x", numbers)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = StreamWriter::try_new(&mut bytes, &strange.schema()).unwrap();
    writer.write(&strange).unwrap();
    writer.finish().unwrap();
    drop(writer);
    assign(&folder, &bytes, &[]).stops_saying(&["no column is known as a title", "it has x"]);
}

#[test]
fn parquet_is_read_as_the_same_table_in_csv() {
    let papers = papers();
    let folder = Folder::new().with("a/papers.csv", csv(&papers));
    folder
        .run(&["report", "a", "--out", "a-out", "--themes", "3"])
        .succeeds();
    let expected = folder.files("a-out");
    for (name, compression) in [
        ("plain", Compression::UNCOMPRESSED),
        ("snappy", Compression::SNAPPY),
        ("gzip", Compression::GZIP(Default::default())),
        ("lz4", Compression::LZ4_RAW),
    ] {
        let file = format!("{name}/papers.parquet");
        folder.put(&file, parquet(&papers, compression));
        let out = format!("{name}-out");
        folder
            .run(&["report", name, "--out", &out, "--themes", "3"])
            .succeeds();
        let files = folder.files(&out);
        assert_eq!(files["themes.csv"], expected["themes.csv"], "{name}");
        let run = folder.run(&["assign", "--model", &out, &file, "-q"]);
        run.succeeds();
        assert_eq!(run.stdout().lines().count(), 61);
    }
    let run = folder.run(&["inspect", "snappy", "--json"]);
    assert!(run.stdout().contains("\"format\": \"parquet\""), "{run}");
}

#[test]
fn columns_of_any_usual_type_are_texts() {
    let list = ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1), Some(2)])]);
    let keys = Int32Array::from(vec![Some(1), None, Some(0)]);
    let values: ArrayRef = Arc::new(StringArray::from(vec!["a", "b"]));
    // date -u -d @$((DAY * 86400)) +%F
    let days = vec![0, 19_782, -1, 11_016, -25_509, -25_508];
    let of_days: &[&str] = &[
        "1970-01-01",
        "2024-02-29",
        "1969-12-31",
        "2000-02-29",
        "1900-02-28",
        "1900-03-01",
    ];
    let seconds: Vec<i64> = days
        .iter()
        .map(|&day| 86_400 * i64::from(day) + 7)
        .collect();
    let columns: [(ArrayRef, &[&str]); 9] = [
        (
            Arc::new(StringArray::from(vec![Some("é"), None])),
            &["é", ""],
        ),
        (Arc::new(StringViewArray::from(vec!["x"])), &["x"]),
        (Arc::new(Int64Array::from(vec![Some(7), None])), &["7", ""]),
        (
            Arc::new(Float64Array::from(vec![2019.0, f64::NAN])),
            &["2019", ""],
        ),
        (Arc::new(Date32Array::from(days)), of_days),
        (Arc::new(TimestampSecondArray::from(seconds)), of_days),
        (Arc::new(TimestampSecondArray::from(vec![i64::MAX])), &[""]),
        (Arc::new(list), &["1 2"]),
        (
            Arc::new(DictionaryArray::new(keys, values)),
            &["b", "", "a"],
        ),
    ];
    let options = ReadOptions {
        keep_duplicates: true,
        ..ReadOptions::default()
    };
    for (column, expected) in columns {
        let texts: ArrayRef = Arc::new(StringArray::from(vec!["A text."; column.len()]));
        let batch = RecordBatch::try_from_iter([("title", column), ("abstract", texts)]).unwrap();
        let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        let folder = Folder::new().with("a.arrow", writer.into_inner().unwrap());
        let corpus = Corpus::read(&[Input::from(&folder.path("a.arrow"))], &options).unwrap();
        let titles: Vec<&str> = corpus.documents.iter().map(|d| d.title.as_str()).collect();
        assert_eq!(titles, expected);
    }
}

#[test]
fn a_parquet_file_of_more_than_is_allowed_or_damaged_is_refused() {
    let long = (Some("1".to_owned()), Some("sleep ".repeat(500_000)), None);
    let folder = Folder::new().with("a.parquet", parquet(&[long], Compression::SNAPPY));
    folder
        .run(&["report", "a.parquet", "--max-unpacked", "2"])
        .fails_saying(&["a.parquet", "more than 2 MB", "--max-unpacked"]);
    let whole = parquet(&papers(), Compression::SNAPPY);
    folder.put("a.parquet", &whole[..whole.len() - 9]);
    folder
        .run(&["report", "a.parquet"])
        .fails_saying(&["a.parquet", "Parquet", "damaged"]);
    for place in (4..whole.len()).step_by(101) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        folder.put("a.parquet", bytes);
        let run = folder.run(&["inspect", "a.parquet"]);
        assert!(matches!(run.code(), Some(0 | 1)), "byte {place}: {run}");
        run.is_calm();
    }
}

/// Peak memory in kilobytes after so many batches, each of which is answered before the next is sent.
#[cfg(target_os = "linux")]
fn peak_memory(folder: &Folder, papers: &[Paper], batches: usize) -> u64 {
    use std::process::Stdio;
    let mut child = Run::command(&ASSIGN)
        .current_dir(folder.here())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let batch = batch(papers);
    let stdin = child.stdin.take().unwrap();
    let mut writer = StreamWriter::try_new(stdin, &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    let mut reader = StreamReader::try_new(child.stdout.take().unwrap(), None).unwrap();
    for _ in 1..batches {
        assert_eq!(reader.next().unwrap().unwrap().num_rows(), papers.len());
        writer.write(&batch).unwrap();
    }
    reader.next().unwrap().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find(|line| line.starts_with("VmHWM:"));
    let peak = peak.unwrap().split_whitespace().nth(1).unwrap().parse();
    writer.finish().unwrap();
    drop(writer);
    assert!(child.wait().unwrap().success());
    peak.unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn batches_are_answered_as_they_come_in_memory_that_does_not_grow() {
    let folder = with_model();
    let papers: Vec<Paper> = papers().into_iter().cycle().take(1000).collect();
    let (few, many) = (
        peak_memory(&folder, &papers, 4),
        peak_memory(&folder, &papers, 40),
    );
    assert!(many < few + few / 8, "{few} kB, then {many} kB");
}
