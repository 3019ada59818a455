package bot

import (
	"reflect"
	"strings"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

// TestRecord: what is written is read again.
func TestRecord(t *testing.T) {
	for _, r := range []answerIDs{
		{}, {noLink: true}, {books: true},
		{signs: []told{{"CHEST", sign.Emergency, false, true}, {"FEVER", sign.Urgent, true, false}}},
		{passages: []excerpt{{"massage/sleep/1", 2}, {"a:b/c/1", 0}}, noLink: true},
	} {
		if got := parseAnswerIDs(r.String()); r.String() == "" || !reflect.DeepEqual(got, r) {
			t.Errorf("%q: got %+v, want %+v", r.String(), got, r)
		}
	}
}

// FuzzRecord: whatever stands in a memo or a Ref, reading it does no harm, and what was understood is written the same
// way again.
func FuzzRecord(f *testing.F) {
	for _, seed := range []string{"", "nothing", "nolink", "flag:CHEST:6:es passage:1:massage/sleep/1", "flag:", "flag::::", "passage:x", "flag:A:999:asked", "passage:-1:a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := parseAnswerIDs(text)
		if again := parseAnswerIDs(r.String()); !reflect.DeepEqual(again, r) {
			t.Errorf("%q: got %+v, then %+v", text, r, again)
		}
	})
}

// TestShippedSigns: every rule of the program has a Ref that fits a button and makes its flag again; one that is not
// for everybody never shows its reason in public.
func TestShippedSigns(t *testing.T) {
	w := rich(t)
	e, done := w.engine()
	defer done()
	set := w.settings().at(chat.Place{Platform: "test", Space: "s"})
	rules, err := sign.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for _, rule := range rules.All() {
		for _, spanish := range []bool{false, true} {
			s := told{rule.ID, rule.Grade.Level, false, spanish && rule.Spanish.Advice != ""}
			got, ok := parseSign(s.ref())
			if !ok || got != s || len(s.ref()) > 64 {
				t.Errorf("%s: got %+v from %q", rule.ID, got, s.ref())
			}
			f, ok := got.flag(e)
			if !ok || f.Advice == "" || f.Level != rule.Grade.Level || f.Private != rule.Private || s.spanish != (f.AdviceSpanish != "") {
				t.Errorf("%s: got %+v", rule.ID, f)
			}
			if !f.Warns() {
				continue
			}
			public := visit{setting: set, engine: e}.publicWarning(f)
			if f.Private {
				hidden++
				if public != nil && (strings.Contains(public.Lead, set.voice.Sign(f).Reason) || strings.Contains(public.Lead, set.voice.Sign(f).Advice)) {
					t.Errorf("%s says in public %q", rule.ID, public.Lead)
				}
			} else if public == nil || !public.Warning {
				t.Errorf("%s: got %+v", rule.ID, public)
			}
		}
	}
	if hidden < 5 {
		t.Errorf("%d rules are not for everybody", hidden)
	}
}
