package corpus

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"regexp"
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

// originalArticle and proofs lie outside the project; the tests that need them are skipped without.
const (
	originalFolder = "../../../shared/article"
	proofs         = "../../../shared/questions/passages.md"
)

// TestOriginalArticle reads the article as plain text, its headings just lines of Title Case: the phrases that prove
// a passage lie in one passage together, which covers that topic and no other.
func TestOriginalArticle(t *testing.T) {
	for _, need := range []string{originalFolder + "/massage-and-back-pain.txt", proofs} {
		if _, err := os.Stat(need); err != nil {
			t.Skipf("needs %s, which is no part of the project", need)
		}
	}
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
			if slices.ContainsFunc(g.phrases, func(s string) bool { return strings.Contains(p.Text(), s) }) {
				holding = append(holding, p)
			}
		}
		if len(holding) != 1 {
			t.Errorf("%s: its phrases lie in %d passages, want 1", g.topic, len(holding))
			continue
		}
		p := holding[0]
		for _, phrase := range g.phrases {
			if !strings.Contains(p.Text(), phrase) {
				t.Errorf("%s: %s does not hold %q", g.topic, p.ID(), phrase)
			}
		}
		if got, want := p.Topics(), []string{g.topic}; !slices.Equal(got, want) {
			t.Errorf("%s covers %q, want %q", p.ID(), got, want)
		}
	}
	checkNoHeadings(t, c)
}

type proof struct {
	topic   string
	phrases []string
}

func proofPhrases(t *testing.T) []proof {
	raw, err := os.ReadFile(proofs)
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `([a-z-]+)`[^|]*\\|[^|]*\\|(.*)\\|$")
	phrase := regexp.MustCompile("`([^`]+)`")
	var out []proof
	for _, m := range row.FindAllStringSubmatch(string(raw), -1) {
		p := proof{topic: m[1]}
		for _, q := range phrase.FindAllStringSubmatch(strings.Split(m[2], ";")[0], -1) {
			p.phrases = append(p.phrases, q[1])
		}
		if len(p.phrases) == 0 {
			t.Fatalf("%s: no phrases for %s", proofs, p.topic)
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
