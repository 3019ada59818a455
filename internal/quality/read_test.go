package quality

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/fault"
)

func TestRead(t *testing.T) {
	const good = "\ufeff" + `{"id":"a","text":"hi","kind":"smalltalk","accept":["greet"]}` + "\r\n\n" +
		`{"id":"b","text":"","kind":"answerable","expect":["sleep"],"to_bot":false,"before":["one","two"],"unknown":1}`
	cases, err := Read(strings.NewReader(good), "good.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 2 || cases[0].ID != "a" || !cases[0].Addressed() || cases[1].Addressed() || len(cases[1].Before) != 2 {
		t.Errorf("Read: got %+v", cases)
	}
}

func TestReadFaults(t *testing.T) {
	tests := []struct {
		line string
		want []string // parts of the faults of that line, in order
	}{
		{`{"id":"a","text":"x","kind":"booking"}`, nil},
		{`not json`, []string{"is not one JSON object"}},
		{`{"id":"b","text":"x","kind":"booking"} {}`, []string{"is not one JSON object"}},
		{`null`, []string{"is not one JSON object"}},
		{`{"id":"c","text":1,"kind":"booking"}`, []string{`"text" must not be a number`}},
		{`{"id":"a","text":"x","kind":"booking"}`, []string{`has the id "a" of line 1`}},
		{`{}`, []string{`has no "id"`, `has no "kind"`, `has no "text"`}},
		{`{"id":"d","text":"x","kind":"question"}`, []string{`unknown kind "question"`}},
		{`{"id":"e","text":"x","kind":"answerable"}`, []string{`needs "expect"`}},
		{`{"id":"f","text":"x","kind":"unanswerable","group":"middling"}`, []string{`needs "group"`}},
		{`{"id":"g","text":"x","kind":"redflag"}`, []string{`needs "urgency"`}},
		{`{"id":"h","text":"x","kind":"redflag","urgency":"soonish"}`, []string{`unknown urgency "soonish"`}},
		{`{"id":"i","text":"x","kind":"hostile"}`, []string{`needs "accept"`}},
		{`{"id":"j","text":"x","kind":"chatter","accept":["quiet"]}`, []string{`unknown outcome "quiet"`}},
		{strings.Repeat("x", MaxLine+1), []string{"is longer than"}},
		{`{"id":"k","text":"x"}`, []string{`has no "kind"`}},
	}
	var file strings.Builder
	for _, tt := range tests {
		file.WriteString(tt.line + "\n")
	}
	_, err := Read(strings.NewReader(file.String()), "bad.jsonl")
	var faults fault.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("Read: got error %v, want fault.Faults", err)
	}
	for i, tt := range tests {
		var got []string
		for _, f := range faults {
			if f.Line == i+1 {
				got = append(got, f.Message)
			}
		}
		if !slices.EqualFunc(got, tt.want, strings.Contains) {
			t.Errorf("line %d: got %q, want %q", i+1, got, tt.want)
		}
	}
	for _, empty := range []string{"", "\n \n"} {
		if _, err := Read(strings.NewReader(empty), "empty.jsonl"); err == nil || !strings.Contains(err.Error(), "holds no questions") {
			t.Errorf("Read(%q): got error %v", empty, err)
		}
	}
}

func TestReadReadings(t *testing.T) {
	got, err := ReadReadings(strings.NewReader(`{"id":"a","section":"sleep","answers":true,"why":"it says so"}`), "readings.jsonl")
	if err != nil || len(got) != 1 || !got[0].Answers || got[0].Section != "sleep" {
		t.Errorf("ReadReadings: got %+v, %v", got, err)
	}
	_, err = ReadReadings(strings.NewReader("{\"id\":\"a\",\"answers\":false}\n{\"id\":\"a\",\"section\":\"sleep\"}\n"), "readings.jsonl")
	const want = "readings.jsonl:1: needs \"id\" and \"section\"\nreadings.jsonl:2: has no \"answers\", true or false"
	if err == nil || err.Error() != want {
		t.Errorf("ReadReadings: got error %v, want %s", err, want)
	}
}

// TestSplit holds the split: who changes it sees test questions that were tuned on.
func TestSplit(t *testing.T) {
	for id, want := range map[string]Part{"d-ans-001": FitHalf, "d-ans-002": TestHalf, "d-boo-001": FitHalf, "": TestHalf} {
		if got := Half(id); got != want {
			t.Errorf("Half(%q): got %s, want %s", id, got, want)
		}
	}
	cases := []Case{{ID: "d-ans-001"}, {ID: "d-ans-002"}}
	if fit, test := Only(cases, FitHalf), Only(cases, TestHalf); len(fit)+len(test) != len(cases) {
		t.Errorf("the halves: got %v and %v", fit, test)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("{\"id\":\"a\",\"text\":\"x\",\"kind\":\"booking\"}\n{\"id\":\"a\"}\n")
	f.Add("\ufeff\r\n{}")
	f.Fuzz(func(t *testing.T, file string) {
		cases, err := Read(strings.NewReader(file), "file")
		if (err == nil) == (len(cases) == 0) {
			t.Errorf("got %d questions and error %v", len(cases), err)
		}
		for _, c := range cases {
			if c.ID == "" || !slices.Contains(Kinds(), c.Kind) {
				t.Errorf("got the question %+v without a fault", c)
			}
		}
	})
}
