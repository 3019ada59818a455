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
