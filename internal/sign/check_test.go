package sign

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples tries every shipped sign on its own examples.
func TestExamples(t *testing.T) {
	for _, f := range shipped(t).Faults() {
		t.Error(f)
	}
}

// TestPages holds the size of what somebody has to read.
func TestPages(t *testing.T) {
	lines, patterns := 0, 0
	files, err := filepath.Glob("../../knowledge/signs/*.yaml")
	if err != nil || len(files) < 50 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines += strings.Count(string(data), "\n")
	}
	for _, sg := range shipped(t).All() {
		patterns += len(sg.Certain)
		if len(sg.Fires) < 12 && sg.Grade.Level.Warns() || len(sg.Not) < 12 && sg.Grade.Level.Warns() {
			t.Errorf("%s: %d examples that fire and %d that must not, want twelve each", sg.ID, len(sg.Fires), len(sg.Not))
		}
	}
	if lines > 8000 || patterns > maxPatterns {
		t.Errorf("%d lines and %d patterns, want at most 8000 and %d", lines, patterns, maxPatterns)
	}
}

// zones of messages, as they ship: "911" is an emergency.
func TestCheck(t *testing.T) {
	s := shipped(t)
	for _, c := range []struct {
		text   string
		before string
		want   string // level of the warning, "net", or empty
	}{
		{text: "my groin went numb and my back is out", want: "emergency"},
		{text: "i want to die", want: "crisis"},
		{text: "my calf is swollen, hot and red since the flight", want: "urgent"},
		{text: "he touched me in a way I didn't like", want: "crisis"},
		{text: "no siento las piernas y me oriné encima", want: "emergency"},
		// ordinary people
		{text: "my back is killing me, can I come in today?"},
		{text: "feet are dead by lunch"},
		{text: "my neck is hard like a stone"},
		{text: "i want a massage"},
		{text: "i want a full body massage"},
		{text: "can i have a massage today"},
		{text: "back pain"},
		{text: "i sit all day and my upper back hurts"},
		{text: "la espalda me está matando"},
		{text: "not suicidal, just tired of this back"},
		{text: "is gambling legal in georgia"},
		{text: ""},
		{text: "?!"},
		// two messages
		{before: "my back is killing me since monday", text: "oh and i cant pee", want: "emergency"},
		{before: "my back is killing me", text: "is it supposed to freeze tonight?"},
		{before: "my groin went numb and my back is out", text: "what are your hours?"},
	} {
		var before []string
		if c.before != "" {
			before = []string{c.before}
		}
		got := ""
		for _, f := range s.Check(c.text, before...) {
			if f.Warns() {
				got = f.Level.String()
				break
			}
			if f.Net {
				got = "net"
			}
			if f.Level < Caution {
				got = "declined"
			}
		}
		if got != c.want {
			t.Errorf("%q after %q: got %q, want %q", c.text, c.before, got, c.want)
		}
	}
}

// TestSpanish: a Spanish message gets the Spanish words as well.
func TestSpanish(t *testing.T) {
	f := shipped(t).Check("me duele el pecho y el brazo izquierdo y no puedo respirar")
	if len(f) == 0 || !f[0].Warns() || !f[0].Spanish || f[0].AdviceSpanish == "" {
		t.Errorf("got %+v", f)
	}
}

func TestFollow(t *testing.T) {
	s := shipped(t)
	for text, want := range map[string]Follow{
		"is it serious?": AsksOn, "why": AsksOn, "should i come or not": AsksOn, "it's gone now": AsksOn, "my husband says it's nothing": AsksOn,
		"would a massage help": AsksOn, "ok thanks": AsksOn,
		"a doctor looked at it and said i may": Cleared, "went to the er, they did a scan and all is good": Cleared,
		"i meant my cat":       Misread,
		"what are your hours?": Other, "how much is a gift card": Other, "do you sell gift cards for moms": Other,
	} {
		if got := s.Follow(text, "CHEST-HEART"); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

// TestNoExceptions: nothing in the signs' files excuses a sign.
func TestNoExceptions(t *testing.T) {
	out, err := exec.Command("grep", "-rlE", `^(unless|even|idioms|lookalikes|same):|_harmless`, "../../knowledge/signs").Output()
	if len(out) > 0 {
		t.Errorf("exceptions stand in %s (%v)", out, err)
	}
}

// FuzzCheck holds that any text is judged, the same twice, in steps that grow no faster than it.
func FuzzCheck(f *testing.F) {
	for _, text := range adversarial() {
		f.Add(text[:200], "")
	}
	f.Add("my groin is numb", "my back is out")
	f.Add("\xff\u200b\u0301", "ｎｕｍｂ")
	s := shipped(f)
	f.Fuzz(func(t *testing.T, text, before string) {
		a, b := s.Check(text, before), s.Check(text, before)
		if len(a) != len(b) || len(a) > 0 && a[0].ID != b[0].ID {
			t.Fatalf("%q: got %v, then %v", text, a, b)
		}
		r := s.words.Read(text)
		defer r.Done()
		s.decide(r)
		if r.Steps() > 4000*(len(text)+10) {
			t.Errorf("%d steps for %d bytes", r.Steps(), len(text))
		}
	})
}
