package review

import (
	"errors"
	"flag"
	"html"
	"index/suffixarray"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
	"backtalk/knowledge"
)

var update = flag.Bool("update", false, "write the golden file")

// newInput loads a folder.
func newInput(t *testing.T, folder fs.FS, clinic voice.Clinic) Input {
	t.Helper()
	c, err := corpus.Load(corpus.Folders{Builtin: folder})
	if err != nil {
		t.Fatal(err)
	}
	signs, err := sign.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Clinic: clinic.Name, Corpus: c, Signs: signs, Voice: voice.New(clinic), Today: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)}
}

func render(t *testing.T, in Input) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shippedPage is the page of everything that ships, with what it was made of. It is large, so it is made once.
type shippedPage struct {
	in   Input
	page string
}

// TestShipped looks at the page of everything that ships.
func TestShipped(t *testing.T) {
	clinic := voice.Clinic{Name: "Test Practice", Phone: "(770) 555-0100", BookingURL: "https://example.com/book", ContactURL: "https://example.com/contact"}
	in := newInput(t, knowledge.FS, clinic)
	s := shippedPage{in, render(t, in)}
	t.Run("everything is on it", s.testAll)
	t.Run("it can be read in an evening", s.testWords)
	t.Run("it stands alone", func(t *testing.T) { standsAlone(t, s.page) })
}

// TestPage compares a small page, without its style, with a golden file.
func TestPage(t *testing.T) {
	in := newInput(t, os.DirFS("testdata/knowledge"), voice.Clinic{Name: "Riverside <Massage>", Phone: "(478) 555-0100"})
	in.Required = true
	in.Leads = func(question string, _ *corpus.Passage) (bool, error) {
		return !strings.Contains(question, "other"), nil
	}
	page := render(t, in)
	before, rest, _ := strings.Cut(page, "<style>")
	_, after, found := strings.Cut(rest, "</style>")
	if !found {
		t.Fatal("the page has no style")
	}
	got := before + after
	const golden = "testdata/page.golden.html"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if i >= len(gotLines) || i >= len(wantLines) || gotLines[i] != wantLines[i] {
			t.Fatalf("%s:%d differs (-update writes what is got)\ngot:\n%s\nwant:\n%s", golden, i+1,
				strings.Join(gotLines[min(i, len(gotLines)):min(i+3, len(gotLines))], "\n"), strings.Join(wantLines[min(i, len(wantLines)):min(i+3, len(wantLines))], "\n"))
		}
	}
}

// testAll: everything that ships stands on its page, word for word once it is unescaped.
func (s shippedPage) testAll(t *testing.T) {
	in := s.in
	page := suffixarray.New([]byte(html.UnescapeString(s.page)))
	stands := func(what, text string) {
		if text != "" && len(page.Lookup([]byte(text), 1)) == 0 {
			t.Errorf("%s is not on the page: %q", what, text)
		}
	}
	passages, signs, phrases, topics := in.Corpus.Passages(), in.Signs.All(), in.Voice.Phrases(), in.Corpus.Topics()
	if len(passages) == 0 || len(signs) == 0 || len(phrases) == 0 || len(topics) == 0 {
		t.Fatalf("got %d passages, %d signs, %d phrases, %d topics", len(passages), len(signs), len(phrases), len(topics))
	}
	for _, p := range passages {
		stands(p.ID(), p.Text())
		stands(p.ID()+"'s heading", p.Heading())
		stands(p.ID()+"'s source", p.Source())
	}
	for _, sg := range signs {
		texts := []string{sg.Title, sg.Meaning, sg.Advice, sg.Net, sg.AskedOn, sg.Aside, sg.Spanish.Advice, sg.Spanish.Net}
		if sg.Grade.Level.Warns() {
			texts = append(texts, sg.Reason, sg.Spanish.Reason)
		}
		for _, text := range texts {
			stands(sg.ID, in.Voice.Fill(text))
		}
		for _, l := range sg.Field {
			stands(sg.ID+"'s field", l)
		}
	}
	if strings.Contains(s.page, "Found by asking") {
		t.Error("the page speaks of questions, of which none are known")
	}
	if found := regexp.MustCompile(`&lt;[a-z_]+&gt;|&lt;\d+-\d+&gt;`).FindString(s.page); found != "" {
		t.Errorf("a set stands on the page as in a pattern: %q", found)
	}
	for _, p := range phrases {
		stands(p.When, p.Text)
	}
	for _, topic := range topics {
		stands(topic.ID, topic.Ask)
		stands(topic.ID+"'s reply", in.Voice.OfTopic(topic))
	}
}

// testWords holds the page to what people can read: all of it, and what a clinician signs.
func (s shippedPage) testWords(t *testing.T) {
	signs := s.page[strings.Index(s.page, `<section aria-labelledby="signs">`):]
	signs, _, _ = strings.Cut(signs, "</section>")
	all, toSign := countWords(s.page), countWords(signs)
	t.Logf("%d words, %d of them to be signed", all, toSign)
	if all > 60_000 || toSign > 25_000 || toSign < 10_000 {
		t.Errorf("got %d words, %d of them to be signed; at most 60,000 and 25,000", all, toSign)
	}
	if !strings.Contains(s.page, "About "+rounded(all)+" words. "+rounded(toSign)+" of them") {
		t.Error("the page does not say how many words it has")
	}
	if got, want := strings.Count(signs, `<article class="sign"`), len(s.in.Signs.All()); got != want || strings.Index(s.page, `id="signs"`) > strings.Index(s.page, `id="articles"`) {
		t.Errorf("got %d signs' pages, want %d, before the passages", got, want)
	}
}

// TestPageStandsAlone looks at a small page; the large one is looked at by TestShipped.
func TestPageStandsAlone(t *testing.T) {
	standsAlone(t, render(t, newInput(t, os.DirFS("testdata/knowledge"), voice.Clinic{Name: "Test Practice", BookingURL: "https://example.com/book"})))
}

// standsAlone: a page loads nothing, runs nothing, and its links lead to places on it, each there once.
func standsAlone(t *testing.T, page string) {
	t.Helper()
	style, _, _ := strings.Cut(page, "</style>")
	if strings.Contains(style, "url(") || strings.Contains(style, "@import") || strings.Contains(style, "ZgotmplZ") {
		t.Error("the style loads something")
	}
	if found := regexp.MustCompile(`(?i)<(script|link|img|iframe|object|embed|video|audio|form|base|svg)\b|\son[a-z]+=`).FindString(page); found != "" {
		t.Errorf("the page holds %q", found)
	}
	if !strings.Contains(page, `content="default-src 'none'; style-src 'unsafe-inline'`) {
		t.Error("the page's policy lets it load things")
	}
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]]++; ids[m[1]] > 1 {
			t.Errorf("the id %q stands twice", m[1])
		}
	}
	links := regexp.MustCompile(`(?i)\s(?:href|src|srcset|action|cite|poster|data)="([^"]*)"`).FindAllStringSubmatch(page, -1)
	for _, m := range links {
		if place, here := strings.CutPrefix(m[1], "#"); !here || ids[place] == 0 {
			t.Errorf("%q leads nowhere on the page", m[1])
		}
	}
	labels, fields := strings.Count(page, "<label"), strings.Count(page, "<input")+strings.Count(page, "<textarea")
	if len(links) < 10 || fields == 0 || labels != fields {
		t.Errorf("got %d links, %d labels and %d fields", len(links), labels, fields)
	}
}

// TestPageIsEscaped: no text of a folder or a configuration becomes markup.
func TestPageIsEscaped(t *testing.T) {
	const evil = `</style></textarea><script src="https://evil.example/x.js">alert('x')</script>`
	quoted := "'" + strings.ReplaceAll(evil, "'", "''") + "'"
	folder := fstest.MapFS{
		"a.md": {Data: []byte("---\ntitle: " + quoted + "\nsource: " + quoted + "\nreviewed: 2026-01-31\nreviewed_by: " + quoted + "\n---\n## Rest " + evil + " {#rest}\n\nText " + evil + " goes on.\n")},
		"topics/t.yaml": {Data: []byte("topics:\n  - {id: rest, kind: clinic, ask: Rest <script>?, questions: [" + quoted + "]}\n" +
			"  - {id: other, kind: clinic, ask: Other <script>?, questions: [other], reply: " + quoted + "}\n")},
		"signs/words.yaml": {Data: []byte("sources: {T: " + quoted + "}\nsets: {evil: [chest]}\n")},
		"signs/CHEST.yaml": {Data: []byte("level: E911\ntitle: " + quoted + "\nmeaning: " + quoted + "\ncertain: [chest|<evil>]\nreason: " + quoted +
			"\nadvice: " + quoted + "\nnet: " + quoted + "\nasked_on: " + quoted + "\nprivate: true\naside: " + quoted + "\nsource: [T]\nfield: ['<script>']\nfires: [chest, " + quoted + "]\nnot: [" + quoted +
			"]\nes: {reviewed_by: " + quoted + ", advice: " + quoted + ", reason: " + quoted + ", net: " + quoted + "}\napproved_by: " + quoted + "\napproved_on: \"2026-01-31\"\n")},
	}
	page := render(t, newInput(t, folder, voice.Clinic{Name: evil, Phone: evil, BookingURL: evil, BookingLabel: evil}))
	if strings.Contains(page, "<script") || strings.Count(page, "</style>") != 1 {
		t.Error("a text has become markup")
	}
	if n := strings.Count(html.UnescapeString(page), evil); n < 25 {
		t.Errorf("got the text %d times, want it wherever it is shown", n)
	}
}

func TestWriteErrors(t *testing.T) {
	in := newInput(t, os.DirFS("testdata/knowledge"), voice.Clinic{})
	failed := errors.New("no search")
	in.Leads = func(string, *corpus.Passage) (bool, error) { return false, failed }
	var b strings.Builder
	if err := Write(&b, in); !errors.Is(err, failed) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes, want the search's error and nothing written", err, b.Len())
	}
	in.Leads = nil
	r, w := io.Pipe()
	_ = r.Close()
	if err := Write(w, in); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

func TestPairs(t *testing.T) {
	in := newInput(t, os.DirFS("testdata/knowledge"), voice.Clinic{})
	var got []string
	for _, p := range Pairs(in.Corpus) {
		got = append(got, p.Topic.ID+": "+p.A.ID()+" "+p.B.ID())
	}
	want := []string{"sleep: a-reviewed/sleep/1 b-expired/night/1", "sleep: a-reviewed/sleep/2 b-expired/night/1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: passages of one section are no pair", got, want)
	}
}

func TestStateInWords(t *testing.T) {
	today := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	tests := []struct{ reviewed, by, until, want string }{
		{"", "", "", "Not reviewed yet"},
		{"2026-01-31", "A. Smith", "", "Reviewed by A. Smith on January 31, 2026"},
		{"2026-01-31", "A. Smith", "2026-05-01", "Reviewed by A. Smith on January 31, 2026, valid until May 1, 2026"},
		{"2026-01-31", "A. Smith", "2026-04-30", "Review has expired: A. Smith, January 31, 2026, valid until April 30, 2026"},
		{"2062-01-31", "A. Smith", "", "Not reviewed yet: signed by A. Smith for a day still to come, January 31, 2062"},
	}
	for _, tt := range tests {
		d := &corpus.Document{Reviewed: tt.reviewed, ReviewedBy: tt.by, ReviewUntil: tt.until}
		if got := stateInWords(d, d.ReviewState(today), today); got != tt.want {
			t.Errorf("%+v: got %q", tt, got)
		}
	}
}
