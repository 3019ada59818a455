package redflag

import (
	"fmt"
	"slices"
	"strings"
)

// All returns every rule as it stands in the files, in their order.
func (r *Rules) All() []Rule { return slices.Clone(r.all) }

// Unsigned counts the rules that no clinician has signed.
func (r *Rules) Unsigned() int {
	n := 0
	for _, ru := range r.all {
		if !ru.Signed() {
			n++
		}
	}
	return n
}

// Faults tries the rules on their own examples and returns what does not hold: a rule without examples, an example
// that its rule misses, a look-alike that fires it or warns, a pattern that can never match.
func (r *Rules) Faults() Faults {
	var faults Faults
	for i, ru := range r.all {
		bad := func(at Place, format string, args ...any) {
			faults = append(faults, Fault{at, ru.ID, fmt.Sprintf(format, args...)})
		}
		if len(ru.Fires) == 0 {
			bad(ru.Place, "no example that fires")
		}
		if len(ru.Not) == 0 {
			bad(ru.Place, "no look-alike that must not fire")
		}
		fires, not := ru.Fires, ru.Not
		if es := ru.Spanish; es != nil {
			fires, not = slices.Concat(fires, es.Fires), slices.Concat(not, es.Not)
			for _, ex := range es.Fires {
				if f, ok := r.fires(ru.ID, ex.Text); ok && !f.Spanish {
					bad(ex.Place, "the Spanish example %q fires in English only", ex.Text)
				}
			}
		}
		for _, ex := range fires {
			if _, ok := r.fires(ru.ID, ex.Text); !ok {
				bad(ex.Place, "the rule misses its example %q", ex.Text)
			}
		}
		for _, ex := range not {
			if _, ok := r.fires(ru.ID, ex.Text); ok {
				bad(ex.Place, "the rule fires on its look-alike %q", ex.Text)
			} else if f := r.Check(ex.Text); len(f) > 0 && f[0].Warns() {
				bad(ex.Place, "the look-alike %q warns as %s", ex.Text, f[0].ID)
			}
		}
		for j := range r.patterns {
			if p := &r.patterns[j]; p.rule == int32(i) && !r.canMatch(p) {
				bad(r.placeOf(ru, p.text), "the pattern %q can never match", p.text)
			}
		}
	}
	return faults
}

func (r *Rules) fires(id, text string) (Flag, bool) {
	for _, f := range r.Check(text) {
		if f.ID == id && !f.Asked && f.Alike == 0 {
			return f, true
		}
	}
	return Flag{}, false
}

func (r *Rules) placeOf(ru Rule, text string) Place {
	lines := ru.Patterns
	if ru.Spanish != nil {
		lines = slices.Concat(lines, ru.Spanish.Patterns)
	}
	for _, l := range lines {
		if l.Text == text {
			return l.Place
		}
	}
	return ru.Place
}

// canMatch builds sentences out of a pattern's own phrases and reports whether it holds for one of them.
func (r *Rules) canMatch(p *pattern) bool {
	for n := range 12 {
		var parts []string
		for _, pt := range p.parts {
			var words []string
			for i, e := range pt {
				words = append(words, r.sample(e.set, n*(i+1)))
			}
			parts = append(parts, strings.Join(words, " "))
		}
		s := r.scan(strings.Join(parts, ". "), nil)
		held := s.hasAll(p) && s.holds(p, 0)
		r.pool.Put(s)
		if held {
			return true
		}
	}
	return false
}

// sample returns the n-th way, roughly, to say something of a set.
func (r *Rules) sample(set int32, n int) string {
	alts := strings.Split(r.names[set], "|")
	return r.sampleText(alts[n%len(alts)], n)
}

func (r *Rules) sampleText(text string, n int) string {
	var words []string
	for _, st := range mustPhrase(text) {
		switch {
		case st.set != "":
			list := r.sets[st.set]
			words = append(words, r.sampleText(list[n%len(list)], n))
		case st.atom.isNumber:
			words = append(words, fmt.Sprint(st.atom.low))
		default:
			words = append(words, st.atom.word)
		}
	}
	return strings.Join(words, " ")
}

// mustPhrase parses what has been parsed at Load.
func mustPhrase(text string) phrase {
	p, _ := parsePhrase(text)
	return p
}

// Flag is what Check returns when the rule with an id fires, at the rule's own level; false when there is no such rule.
func (r *Rules) Flag(id string, spanish bool) (Flag, bool) {
	for i := range r.all {
		if r.all[i].ID == id {
			return r.flag(firing{rule: int32(i), level: -1, spanish: spanish}), true
		}
	}
	return Flag{}, false
}

// flag builds what Check returns for a rule that fired.
func (r *Rules) flag(f firing) Flag {
	ru := &r.all[f.rule]
	flag := Flag{
		ID: ru.ID, Title: ru.Title, Level: ru.Grade.Level, Grade: ru.Grade.Name, Link: ru.Link, Asked: f.asked, Alike: f.alike,
		Reason: ru.Reason, Advice: ru.Advice, Source: r.source(ru.Sources), Contact: ru.Contact,
		Private: ru.Private, Aside: ru.Aside, ApprovedBy: ru.ApprovedBy, priority: ru.Priority,
	}
	if f.level >= 0 {
		g := r.rules[f.rule].graver[f.level].grade
		flag.Level, flag.Grade, flag.Link, flag.priority = g.Level, g.Name, min(flag.Link, g.Link), g.Priority
	}
	if es := ru.Spanish; es != nil && f.spanish {
		flag.Spanish, flag.ReasonSpanish, flag.AdviceSpanish = true, es.Reason, es.Advice
	}
	return flag
}

// source resolves the keys of a rule's sources to organisation and title.
func (r *Rules) source(keys []string) string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = key
		if name, ok := r.sources[key]; ok {
			names[i] = name
		}
	}
	return strings.Join(names, "; ")
}
