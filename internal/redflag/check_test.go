package redflag

import (
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestShipped tries every rule on its own examples.
func TestShipped(t *testing.T) {
	r := shipped(t)
	for _, f := range r.Faults() {
		t.Errorf("%s", f)
	}
	rules := r.All()
	if len(rules) < 50 {
		t.Errorf("%d rules, want at least the fifty of the facts", len(rules))
	}
	spanish := 0
	for _, ru := range rules {
		if l := ru.Grade.Level; l != Emergency && l != Crisis {
			continue
		}
		es := ru.Spanish
		if es == nil || es.Reason == "" || es.Advice == "" {
			t.Errorf("%s: no Spanish", ru.ID)
			continue
		}
		spanish++
		if len(es.Fires) < 8 || len(es.Not) < 4 {
			t.Errorf("%s: %d Spanish examples and %d look-alikes, want 8 and 4", ru.ID, len(es.Fires), len(es.Not))
		}
	}
	if spanish == 0 {
		t.Error("no Spanish rule looked at")
	}
	t.Logf("%d rules, %d unsigned, %d in Spanish", len(rules), r.Unsigned(), spanish)
}

// TestAdvice reads every text a rule can say for promises that nothing keeps, policies nobody set, diagnoses and
// all-clears, and sees that the action comes first.
func TestAdvice(t *testing.T) {
	forbidden := []string{
		"alerted", "will contact", "will call you", "will reach out", "will get back", "has been passed", "been notified",
		"being notified", "was notified", "we have told", "notify", "our team will", "a manager will", "manager is being", "been reported",
		"we will", "we'll", "our policy", "we require", "we ask", "we do not massage", "we don't", "our staff", "refund", "you have a ",
		"you are having", "this is a heart", "nothing to worry", "don't worry", "do not worry", "is harmless", "you are fine",
		"all clear", "is safe", "not serious", "no need to see", "se le llamará", "le avisaremos", "hemos avisado",
		"nos pondremos", "no se preocupe", "nuestra política",
	}
	checked := 0
	c := DefaultContacts()
	for _, ru := range shipped(t).All() {
		texts := []string{ru.Reason, ru.Advice, ru.Aside}
		if ru.Spanish != nil {
			texts = append(texts, ru.Spanish.Reason, ru.Spanish.Advice)
		}
		for _, text := range texts {
			filled := c.Fill(text)
			for _, words := range forbidden {
				if strings.Contains(strings.ToLower(filled), words) {
					t.Errorf("%s says %q: %s", ru.ID, words, filled)
				}
			}
			if strings.ContainsAny(filled, "{}") {
				t.Errorf("%s: a contact was not filled in: %s", ru.ID, filled)
			}
			checked++
		}
		if n := strings.Count(strings.TrimSuffix(ru.Reason, "."), ". "); n > 0 || !strings.HasSuffix(ru.Reason, ".") {
			t.Errorf("%s: the reason is not one sentence: %s", ru.ID, ru.Reason)
		}
		if ru.Grade.Level == Emergency && !strings.HasPrefix(ru.Advice, "Call {emergency}") {
			t.Errorf("%s: an emergency's advice begins with the call, got %q", ru.ID, ru.Advice)
		}
		if ru.Grade.Name == "CRISIS" && ru.ID != "ABUSE-SAFETY" && !strings.Contains(ru.Advice, "{crisis}") {
			t.Errorf("%s: no crisis line in %q", ru.ID, ru.Advice)
		}
		if strings.HasPrefix(ru.ID, "CES-") || ru.Grade.Level == Crisis {
			if !ru.Private {
				t.Errorf("%s: the reply must be private", ru.ID)
			}
		}
	}
	if checked < 100 {
		t.Errorf("%d texts read, want all of them", checked)
	}
}

// TestTalk tries testdata/talk.yaml: what is meant in context, written for staff to read and add to.
func TestTalk(t *testing.T) {
	data, err := os.ReadFile("testdata/talk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var groups []struct {
		Group string
		Cases []struct {
			Say    string
			Before []string
			Level  string // exactly this level, of what is had, not asked about
			Rule   string // this rule first
			Asked  string // this rule, as a question only
		}
	}
	if err := yaml.UnmarshalWithOptions(data, &groups, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	r := shipped(t)
	n := 0
	for _, g := range groups {
		for _, c := range g.Cases {
			n++
			flags := r.Check(c.Say, c.Before...)
			level, id := top(flags)
			if c.Level != "" && level.String() != c.Level && (c.Level != "quiet" || level.Warns()) {
				t.Errorf("%s: %q after %q: got %s (%s), want %s", g.Group, c.Say, c.Before, level, id, c.Level)
			}
			if c.Rule != "" && id != c.Rule {
				t.Errorf("%s: %q: got %s first, want %s", g.Group, c.Say, id, c.Rule)
			}
			if c.Asked != "" && !onlyAsks(flags, c.Asked) {
				t.Errorf("%s: %q: got %v, want %s as a question", g.Group, c.Say, flags, c.Asked)
			}
		}
	}
	if n < 60 {
		t.Errorf("%d cases read, want all", n)
	}
}

func onlyAsks(flags []Flag, id string) bool {
	for _, f := range flags {
		if f.ID == id && f.Asked {
			return true
		}
	}
	return false
}

// TestFlag sees that a flag carries what the reply needs.
func TestFlag(t *testing.T) {
	r := shipped(t)
	flags := r.Check("cant pee and my back is killing me")
	if len(flags) == 0 {
		t.Fatal("no flag")
	}
	f := flags[0].With(DefaultContacts().With(Contacts{"emergency": "112"}))
	if f.ID != "CES-BLADDER" || f.Level != Emergency || f.Grade != "E911" || f.Link != LinkNone || !f.Private || f.Asked {
		t.Errorf("got %+v", f)
	}
	if !strings.HasPrefix(f.Advice, "Call 112") || !strings.Contains(f.Aside, "112") || f.Spanish {
		t.Errorf("advice %q, aside %q", f.Advice, f.Aside)
	}
	if !strings.Contains(f.Source, "NHS") || strings.Contains(f.Source, "S1;") {
		t.Errorf("source %q, want organisations", f.Source)
	}
	es := r.Check("me quiero morir")
	if len(es) == 0 || !es[0].Spanish || es[0].AdviceSpanish == "" || es[0].Contact != "crisis" {
		t.Errorf("Spanish: got %+v", es)
	}
	for id, want := range map[string]Link{"BEFORE": LinkClinic, "RESCHEDULE": LinkReschedule, "DOCTOR-ROUTINE": LinkKeep,
		"SCOPE": LinkKeep, "DOCTOR-SOON": LinkNone, "BOUNDARY": LinkNone} {
		if g, ok := GradeOf(id); !ok || g.Link != want {
			t.Errorf("%s: link %s, want %s", id, g.Link, want)
		}
	}
	if n := len(Grades()); n != 13 {
		t.Errorf("%d grades, want 13", n)
	}
}

func TestDescribe(t *testing.T) {
	r := shipped(t)
	for _, ru := range r.All() {
		lines := r.Describe(ru)
		if len(lines) < len(ru.Patterns) {
			t.Errorf("%s: %d lines for %d patterns", ru.ID, len(lines), len(ru.Patterns))
		}
		for _, l := range lines {
			if strings.Contains(l, "[]") || !strings.Contains(l, "[") {
				t.Errorf("%s: %q says nothing", ru.ID, l)
			}
		}
	}
}
