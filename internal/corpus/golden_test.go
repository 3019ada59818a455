package corpus

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"backtalk/knowledge"
)

var update = flag.Bool("update", false, "write the golden files anew")

const golden = "testdata/passages.golden"

// loadShipped loads the knowledge in the binary, once a test binary.
var loadShipped = sync.OnceValues(func() (*Corpus, error) { return Load(alone(knowledge.FS)) })

func shipped(t *testing.T) *Corpus {
	t.Helper()
	c, err := loadShipped()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestGolden lists every passage of the shipped knowledge, what it covers and why. After a change that is meant, run
// go test ./internal/corpus/ -run TestGolden -update and read the diff.
func TestGolden(t *testing.T) {
	c := shipped(t)
	if len(c.Passages()) == 0 {
		t.Fatal("the shipped knowledge has no passages")
	}
	got := listing(c)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if want := string(raw); got != want {
		g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
		for i := range max(len(g), len(w)) {
			if at(g, i) != at(w, i) {
				t.Fatalf("%s:%d: got  %q\nwant %q\n(-update writes what is got)", golden, i+1, at(g, i), at(w, i))
			}
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// listing is one line a passage and one a claim.
func listing(c *Corpus) string {
	var b strings.Builder
	for _, p := range c.Passages() {
		fmt.Fprintf(&b, "%s: %s (%d words, %d sentences)\n", p.ID(), firstWords(p.Text(), 8), countWords(p.Text()), len(p.Sentences()))
		for _, cl := range c.Claims() {
			if cl.Passage == p {
				fmt.Fprintf(&b, "\t%s: %s\n", cl.Topic, cl.Why)
			}
		}
	}
	return b.String()
}

func firstWords(s string, n int) string {
	words := strings.Fields(s)
	return strings.Join(words[:min(n, len(words))], " ")
}

// The article that everything began with, as it was handed over, and by topic the phrases that prove which passage it is.
const (
	originalFolder = "testdata/original"
	proofs         = "testdata/original.jsonl"
)

// TestOriginalArticle reads the article as plain text, its headings just lines of Title Case: the phrases that prove
// a passage lie in one passage together, which covers that topic and no other.
func TestOriginalArticle(t *testing.T) {
	c, err := Load(alone(knowledge.FS, os.DirFS(originalFolder)))
	if err != nil {
		t.Fatal(err)
	}
	groups := proofPhrases(t)
	if len(groups) != 13 {
		t.Fatalf("got %d groups of phrases in %s, want 13", len(groups), proofs)
	}
	for _, g := range groups {
		var holding []*Passage
		for _, p := range c.Passages() {
			if slices.ContainsFunc(g.Phrases, func(s string) bool { return strings.Contains(p.Text(), s) }) {
				holding = append(holding, p)
			}
		}
		if len(holding) != 1 {
			t.Errorf("%s: its phrases lie in %d passages, want 1", g.Topic, len(holding))
			continue
		}
		p := holding[0]
		for _, phrase := range g.Phrases {
			if !strings.Contains(p.Text(), phrase) {
				t.Errorf("%s: %s does not hold %q", g.Topic, p.ID(), phrase)
			}
		}
		if got, want := p.Topics(), []string{g.Topic}; !slices.Equal(got, want) {
			t.Errorf("%s covers %q, want %q", p.ID(), got, want)
		}
	}
	checkNoHeadings(t, c)
}

type proof struct {
	Topic   string
	Phrases []string
}

func proofPhrases(t *testing.T) []proof {
	f, err := os.Open(proofs)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []proof
	for d := json.NewDecoder(f); d.More(); {
		var p proof
		if err := d.Decode(&p); err != nil || p.Topic == "" || len(p.Phrases) == 0 {
			t.Fatalf("%s, group %d: got %+v, %v, want a topic and phrases", proofs, len(out)+1, p, err)
		}
		out = append(out, p)
	}
	return out
}

// checkNoHeadings fails when a passage's text holds a heading as a line of its own.
func checkNoHeadings(t *testing.T, c *Corpus) {
	t.Helper()
	var headings []string
	for _, d := range c.Documents() {
		for _, s := range d.Sections {
			headings = append(headings, s.Heading)
		}
	}
	if len(headings) == 0 {
		t.Fatal("no headings were found")
	}
	for _, p := range c.Passages() {
		for line := range strings.Lines(p.Text()) {
			if line = strings.TrimSpace(line); line != "" && slices.Contains(headings, line) {
				t.Errorf("%s holds the heading %q", p.ID(), line)
			}
		}
	}
}

// TestShippedTopics holds what the library must be for everybody else: checked, coverable where it is covered.
func TestShippedTopics(t *testing.T) {
	c := shipped(t)
	if len(c.Topics()) == 0 || len(c.Synonyms()) == 0 {
		t.Fatalf("got %d topics and %d groups of synonyms, want some of both", len(c.Topics()), len(c.Synonyms()))
	}
	for _, topic := range c.Topics() {
		if c.Topic(topic.ID) != topic {
			t.Errorf("Topic(%q) is another topic", topic.ID)
		}
		if _, err := fs.Stat(knowledge.FS, topic.File); err != nil || topic.Line < 2 {
			t.Errorf("topic %s stands in %s:%d: %v", topic.ID, topic.File, topic.Line, err)
		}
		if topic.Pack == "" {
			t.Errorf("topic %s is of no pack", topic.ID)
		}
		if len(c.Covering(topic.ID)) > 0 && !topic.Kind.Coverable() {
			t.Errorf("topic %s of kind %s is covered", topic.ID, topic.Kind)
		}
	}
	for _, cl := range c.Claims() {
		if !slices.Contains(cl.Passage.Topics(), cl.Topic) || !slices.Contains(c.Covering(cl.Topic), cl.Passage) || c.Passage(cl.Passage.ID()) != cl.Passage {
			t.Errorf("the claim of %s on %s stands in one place and not in another", cl.Passage.ID(), cl.Topic)
		}
	}
}
