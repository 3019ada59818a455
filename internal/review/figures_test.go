package review

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
	"backtalk/knowledge"
)

func shippedSigns(t *testing.T) *sign.Signs {
	t.Helper()
	signs, err := sign.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return signs
}

// TestFigures: a miss is told with what happens instead.
func TestFigures(t *testing.T) {
	urgent, grave, caution := sign.Sign{ID: "A"}, sign.Sign{ID: "B"}, sign.Sign{ID: "C"}
	urgent.Grade.Level, grave.Grade.Level, caution.Grade.Level = sign.Urgent, sign.Emergency, sign.Caution
	warned := func(sg sign.Sign) []sign.Finding { return []sign.Finding{{ID: sg.ID, Level: sg.Grade.Level}} }
	netted := []sign.Finding{{ID: "A", Level: sign.Urgent, Net: true}}
	tests := []struct {
		name        string
		got         []sign.Finding
		sign        sign.Sign
		found, left bool
		say         string // a part of either miss
	}{
		{"the sign", warned(urgent), urgent, true, false, "taken for A"},
		{"a graver one", warned(grave), urgent, true, false, "taken for B"},
		{"one less grave", warned(urgent), grave, false, false, "warned of only as A"},
		{"a caution", warned(caution), caution, true, false, "taken for C"},
		{"another caution", warned(caution), urgent, false, true, "not noticed"},
		{"the line before an answer", netted, urgent, false, true, "line before the answer only"},
		{"nothing", nil, urgent, false, true, "not noticed"},
	}
	for _, tt := range tests {
		instead, ok := found(tt.got, tt.sign)
		taken, alone := leftAlone(tt.got, tt.sign)
		if ok != tt.found || alone != tt.left || !strings.Contains(instead+taken, tt.say) {
			t.Errorf("%s: got found %v (%q), left alone %v (%q)", tt.name, ok, instead, alone, taken)
		}
	}
}

// TestExamples: with all examples, those and the phrases stand on the page, what is judged wrongly first.
func TestExamples(t *testing.T) {
	in := newInput(t, os.DirFS("testdata/knowledge"), voice.Clinic{})
	phrases, err := ReadPhrases(fstest.MapFS{PhrasesFile: {Data: []byte(`
{"sign": "CHEST", "fires": true, "text": "my ribs ache", "voice": "x"}
{"sign": "CHEST", "fires": true, "text": "it is tight", "before": ["hello"]}
{"sign": "CHEST", "fires": false, "text": "chest of gold"}`)}})
	want := map[string]Phrases{"CHEST": {[]string{"my ribs ache", "hello.\nit is tight"}, []string{"chest of gold"}}}
	if err != nil || !reflect.DeepEqual(phrases, want) {
		t.Fatalf("got %q, %v", phrases, err)
	}
	in.Examples, in.Phrases = true, phrases
	page := render(t, in)
	missed, right := strings.Index(page, "it is tight”"), strings.Index(page, "my ribs ache”")
	if missed < 0 || right < missed || !strings.Contains(page, "2 of 3 phrases right") || !strings.Contains(page, "chest of gold") {
		t.Error("the phrases are not on the page, the misses first")
	}
	in.Phrases = map[string]Phrases{"NONE": {}}
	if err := Write(&strings.Builder{}, in); err == nil {
		t.Error("phrases of no sign are taken")
	}
	if _, err := ReadPhrases(fstest.MapFS{PhrasesFile: {Data: []byte("{")}}); err == nil || !strings.Contains(err.Error(), PhrasesFile+":1") {
		t.Errorf("got %v, want the line", err)
	}
}

// TestQuestions: of the questions of a passage's topics and of a folder, those that lead to it stand beside it.
func TestQuestions(t *testing.T) {
	const part = "<dt>Found by asking</dt>"
	folder := fstest.MapFS{
		"a.md":             {Data: []byte("# A\n\n## Rest {#rest}\n\nRest helps.\n\n## Price {#price}\n\nTen dollars.\n")},
		"topics/t.yaml":    {Data: []byte("topics:\n  - {id: rest, kind: clinic, ask: Should I rest?, questions: [the weather today]}\n  - {id: price, kind: clinic, ask: How much?, questions: [some weather]}\n")},
		"signs/words.yaml": {Data: []byte("sources: {T: A hospital}\n")},
		"signs/CHEST.yaml": {Data: []byte("level: E911\ntitle: Chest\nmeaning: It hurts.\ncertain: [chest]\nreason: It can be grave.\nadvice: Call.\nnet: Call.\nsource: [T]\nfield: [chest]\nfires: [my chest]\nnot: [my foot]\n")},
	}
	questions, err := ReadQuestions(fstest.MapFS{QuestionsFile: {Data: []byte(`
{"topic": "rest", "text": "may i lie down"}
{"topic": "rest", "text": "what is the weather"}
{"topic": "gone", "text": "is it gone"}`)}})
	if want := map[string][]string{"rest": {"may i lie down", "what is the weather"}, "gone": {"is it gone"}}; err != nil || !reflect.DeepEqual(questions, want) {
		t.Fatalf("got %q, %v", questions, err)
	}
	in := newInput(t, folder, voice.Clinic{})
	in.Questions = questions
	in.Leads = func(question string, _ *corpus.Passage) (bool, error) {
		return !strings.Contains(question, "weather"), nil
	}
	page := render(t, in)
	if strings.Count(page, part) != 2 || !strings.Contains(page, "“Should I rest?” · “may i lie down” <span class=\"state late\">only 2 of 4 questions tried</span>") || strings.Contains(page, "weather") {
		t.Error("the questions that lead to the passage are not on the page")
	}
	many := make([]string, 10*tries)
	for i := range many {
		many[i] = "weather"
	}
	in.Questions = map[string][]string{"price": many}
	if page := render(t, in); !strings.Contains(page, fmt.Sprintf("only 1 of %d questions tried", tries)) {
		t.Errorf("of many questions, not %d were tried", tries)
	}
	if _, err := ReadQuestions(fstest.MapFS{QuestionsFile: {Data: []byte("{")}}); err == nil || !strings.Contains(err.Error(), QuestionsFile+":1") {
		t.Errorf("got %v, want the line", err)
	}
}

func TestCountWords(t *testing.T) {
	tests := []struct {
		markup string
		want   int
	}{
		{"", 0},
		{"<p>Two words</p>", 2},
		{"<li>one</li><li>two</li> &amp; ... —", 2},
		{`<title>not this</title><style>p { color: red }</style><p lang="es">sí</p>`, 1},
		{`<b>Your review<span class="hidden"> of it</span></b>`, 2},
	}
	for _, tt := range tests {
		if got := countWords(tt.markup); got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.markup, got, tt.want)
		}
	}
	for n, want := range map[int]string{149: "100", 950: "1,000", 24_551: "24,600", 60_049: "60,000"} {
		if got := rounded(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int]string{100: "half an hour", 12_000: "an hour", 25_000: "an evening", 31_000: "more than an evening"} {
		if got := readingTime(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}
