package answer

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// double is a line of testdata/several.jsonl: a message, the folder that it is asked of (none: the built-in articles), the sections
// that answer it, and whether it asks two things.
type double struct {
	Folder string   `json:"folder"`
	Text   string   `json:"text"`
	Expect []string `json:"expect"`
	Both   bool     `json:"both"`
}

// TestDoubles asks what is in testdata/several.jsonl. Of what asks two things at least four in five must get both answers, or one
// and a word about the other; what asks one thing must never be parted.
func TestDoubles(t *testing.T) {
	data, err := os.ReadFile("testdata/several.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	engines := map[string]*Engine{}
	doubles, served, singles := 0, 0, 0
	for i, l := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var d double
		if err := json.Unmarshal([]byte(l), &d); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		if engines[d.Folder] == nil {
			engines[d.Folder] = folderEngine(t, d.Folder)
		}
		a := answerTo(t, engines[d.Folder], ask(d.Text))
		if bad := badAnswer(ask(d.Text), a); bad != "" {
			t.Errorf("%s: %s", d.Text, bad)
		}
		right := slices.DeleteFunc(strings.Fields(quoted(a)), func(s string) bool { return !slices.Contains(d.Expect, s) })
		named := a.Half || len(a.Uncovered) > 0
		got := fmt.Sprintf("%s: %q, quoted %s, offered %s, named %v", d.Text, a.Outcome, quoted(a), proposed(a.Choices), named)
		switch {
		case !d.Both:
			if singles++; len(a.Quotes) > 1 || named {
				t.Errorf("%s: parted", got)
			}
		case len(right) > 1 || len(right) == 1 && named:
			doubles, served = doubles+1, served+1
		default:
			doubles++
			t.Log(got)
		}
	}
	if doubles < 20 || singles < 10 {
		t.Fatalf("got %d messages that ask two things and %d that ask one, want more", doubles, singles)
	}
	if 5*served < 4*doubles {
		t.Errorf("of %d messages that ask two things %d are served, want four in five", doubles, served)
	}
}

// folderEngine answers from one of the made-up folders, or from the shipped articles.
func folderEngine(t *testing.T, name string) *Engine {
	t.Helper()
	folders := corpus.Folders{Builtin: knowledge.FS}
	if name != "" {
		folders.Own, folders.Serve = os.DirFS("../quality/testdata/folders/"+name), corpus.No
	}
	c, err := corpus.Load(folders)
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(c, nil, DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// TestTalks: what leans on the message before is answered with it.
func TestTalks(t *testing.T) {
	e := folderEngine(t, "")
	for _, tt := range []struct {
		before, text string
		want         Outcome
		has          string // the section that is quoted or offered; none when empty
	}{
		{"what is cupping", "How long does that take", Clarify, "cupping-marks"},
		{"can i have a massage with a fever", "why not", Clarify, "put-it-off"},
		{"am i sore after a massage", "why?", Quote, "why-sore"},
		{"should i drink water after a massage", "why", Abstain, ""},
		{"what happens at my first visit", "how long does that take", Abstain, ""},
		{"how much is a massage", "and for 90?", Abstain, ""},
		{"does it hurt", "no, I meant the other one", Clarify, "massage-made-it-worse"},
		{"will i bruise from cupping, and how long till the marks go", "no, the other one", Clarify, "cupping"},
	} {
		q := Question{Text: tt.text, Before: []string{tt.before}, Addressed: true}
		a := answerTo(t, e, q)
		if bad := badAnswer(q, a); bad != "" {
			t.Errorf("%q, then %q: %s", tt.before, tt.text, bad)
		}
		got := strings.Fields(quoted(a) + " " + proposed(a.Choices))
		if a.Outcome != tt.want || tt.has != "" && !slices.Contains(got, tt.has) || tt.has == "" && len(got) > 0 {
			t.Errorf("%q, then %q: got %v %q (%s), want %v with %q", tt.before, tt.text, a.Outcome, got, a.Reason, tt.want, tt.has)
		}
		again := Question{Text: "not that one", Before: []string{tt.before, "no, the other one"}, Addressed: true}
		if tt.text == "no, the other one" && proposed(answerTo(t, e, again).Choices) != proposed(a.Choices) {
			t.Error("asked again: got other choices than before")
		}
	}
	price := folderEngine(t, "massage-qa")
	q := Question{Text: "and for 90?", Before: []string{"how much is a massage"}, Addressed: true}
	if a := answerTo(t, price, q); quoted(a) != "how-much-does-a-massage-cost" {
		t.Errorf("after a price: got %q (%s)", quoted(a), a.Reason)
	}
	if a := answerTo(t, price, Question{Text: "why", Before: []string{"what if i need to cancel"}, Addressed: true}); a.Topic != nil && a.Topic.Reply != "" {
		t.Errorf("a topic that is covered: got its words that nothing is known of it, %q", a.Topic.Reply)
	}
}

func TestQuestions(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"how much is it", ""},
		{"parking and prices", ""},
		{"does it hurt and how much is it", "does it hurt | how much is it"},
		{"how much and how long is a massage", "how much is a massage | how long is a massage"},
		{"When and where do we meet", "When do we meet | where do we meet"},
		{"how much and how long", ""}, // of what?
		{"we come at ten, is that ok, and is there coffee", "we come at ten, is that ok, | is there coffee"},
		{"my back is stiff and does it help", ""},
		{"is it ok n till what time can we be loud", "is it ok | till what time can we be loud"},
		{"dont want needles. does massage help", ""},
	} {
		if got := strings.Join(questions(tt.in), " | "); got != tt.want {
			t.Errorf("questions(%q): got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHalves(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"parking", ""},
		{"parking and prices", "parking | prices"},
		{"parking+prices", "parking | prices"},
		{"PARKING & PRICES", "PARKING | PRICES"},
		{"late, is that ok", "late | is that ok,"},
		{"arms and legs or just the back", ""},
		{"heat or ice and how much is it", "heat or ice | how much is it"},
		{"and prices", ""},
		{"sand and candy", "sand | candy"},
		{"a and b and c and d and e", "a | b and c and d and e; a and b | c and d and e; a and b and c | d and e"},
		{strings.Repeat("word ", 12) + "and word", ""},
		{"İ and b", ""},
	} {
		var got []string
		for _, h := range halves(tt.in) {
			s := h.left + " | " + h.right
			if h.comma {
				s += ","
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "; "); g != tt.want {
			t.Errorf("halves(%q): got %q, want %q", tt.in, g, tt.want)
		}
	}
}
