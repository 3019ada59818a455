package redflag

import (
	"fmt"
	"strings"
	"time"
)

// merged is what all layers say together.
type merged struct {
	rules      []Rule
	byID       map[string]int
	sets       map[string][]Line
	context    map[string][]Line
	same       map[string]string
	sources    map[string]string
	lookalikes []string
	removed    map[string]bool
	phrases    []spoken
	faults     Faults
}

func (m *merged) fault(at Place, rule, format string, args ...any) {
	m.faults = append(m.faults, Fault{at, rule, fmt.Sprintf(format, args...)})
}

func (m *merged) add(l layer) {
	if len(m.rules) > 0 && l.approvedBy == "" {
		m.holdBack(l)
	}
	for name, lines := range l.sets {
		m.sets[name] = append(m.sets[name], lines...)
	}
	for name, lines := range l.context {
		m.context[name] = append(m.context[name], lines...)
	}
	for w, same := range l.same {
		m.same[w] = same
	}
	for key, source := range l.sources {
		m.sources[key] = source
	}
	m.lookalikes = append(m.lookalikes, l.lookalikes...)
	m.phrases = append(m.phrases, l.phrases...)
	if len(m.rules) > 0 && l.approvedBy == "" && l.phrasesBy == "" {
		for _, p := range l.phrases {
			if !p.fires {
				m.fault(p.Place, p.rule, "harmless phrases can silence rules: the file needs approved_by")
				break
			}
		}
	}
	for _, off := range l.off {
		i, ok := m.byID[off.Text]
		switch {
		case !ok:
			m.fault(off.Place, off.Text, "off: no such rule in an earlier folder")
		case l.approvedBy == "":
			m.fault(off.Place, off.Text, "removed without a signature: the file needs approved_by")
		default:
			m.rules[i].ID = ""
			delete(m.byID, off.Text)
			m.removed[off.Text] = true
		}
	}
	seen := map[string]bool{}
	for _, ru := range l.rules {
		if ru.ID == "" {
			continue
		}
		if seen[ru.ID] {
			m.fault(ru.Place, ru.ID, "a second rule with this id")
			continue
		}
		seen[ru.ID] = true
		if i, ok := m.byID[ru.ID]; ok {
			m.change(&m.rules[i], ru)
			continue
		}
		if !ru.has["link"] {
			ru.Link = ru.Grade.Link
		}
		if !ru.has["priority"] {
			ru.Priority = ru.Grade.Priority
		}
		delete(m.removed, ru.ID)
		m.byID[ru.ID] = len(m.rules)
		m.rules = append(m.rules, ru.Rule)
	}
}

// holdBack refuses words of an unsigned later layer that can keep an earlier rule from firing: those that change what
// is meant, and those of sets that stand in an "unless".
func (m *merged) holdBack(l layer) {
	for name, lines := range l.context {
		for _, line := range lines {
			m.fault(line.Place, "", "context %s can silence rules: the file needs approved_by", name)
		}
	}
	if len(l.same)+len(l.lookalikes) > 0 {
		m.fault(Place{l.file, 1}, "", "same and lookalikes can silence rules: the file needs approved_by")
	}
	for name, lines := range l.sets {
		for _, ru := range m.rules {
			if len(lines) > 0 && ru.excusedBy(name) {
				m.fault(lines[0].Place, ru.ID, "weakened (the set %q stands in an unless): the file needs approved_by", name)
			}
		}
	}
}

// excusedBy reports whether a set stands in an "unless" of the rule.
func (ru Rule) excusedBy(set string) bool {
	lines := append([]Line(nil), ru.Patterns...)
	if ru.Spanish != nil {
		lines = append(lines, ru.Spanish.Patterns...)
	}
	for _, l := range lines {
		if _, unless, _ := strings.Cut(l.Text, " unless "); strings.Contains(unless, "<"+set+">") {
			return true
		}
	}
	for _, l := range ru.Unless {
		if strings.Contains(l.Text, "<"+set+">") {
			return true
		}
	}
	return false
}

// change merges a later layer's rule into an earlier one: texts replace, patterns and examples are added.
func (m *merged) change(old *Rule, ru layerRule) {
	weaker := ""
	if ru.has["level"] {
		if ru.Grade.Priority < old.Grade.Priority || ru.Grade.Level < old.Grade.Level {
			weaker = "a lower level"
		}
		old.Grade, old.Link, old.Priority = ru.Grade, ru.Grade.Link, ru.Grade.Priority
	}
	if ru.has["link"] {
		if ru.Link > old.Link {
			weaker = "a freer booking link"
		}
		old.Link = ru.Link
	}
	if ru.has["priority"] {
		if ru.Priority < old.Priority {
			weaker = "a lower priority"
		}
		old.Priority = ru.Priority
	}
	if ru.has["private"] {
		if old.Private && !ru.Private {
			weaker = "a public reply"
		}
		old.Private = ru.Private
	}
	if len(ru.Unless) > 0 {
		weaker = "a further unless"
	}
	if weaker != "" && ru.ApprovedBy == "" {
		m.fault(ru.Place, ru.ID, "weakened (%s) without a signature: the rule needs approved_by", weaker)
	}
	for key, text := range map[*string]string{&old.Title: ru.Title, &old.Sign: ru.Sign, &old.Reason: ru.Reason,
		&old.Advice: ru.Advice, &old.Contact: ru.Contact, &old.Aside: ru.Aside} {
		if text != "" {
			*key = text
		}
	}
	old.ApprovedBy, old.ApprovedOn = ru.ApprovedBy, ru.ApprovedOn
	old.Patterns = append(old.Patterns, ru.Patterns...)
	old.Unless = append(old.Unless, ru.Unless...)
	old.Graver = append(old.Graver, ru.Graver...)
	old.Even = append(old.Even, ru.Even...)
	old.Fires = append(old.Fires, ru.Fires...)
	old.Not = append(old.Not, ru.Not...)
	old.Sources = append(old.Sources, ru.Sources...)
	if ru.Spanish != nil {
		old.Spanish = ru.Spanish.over(old.Spanish)
	}
}

// over returns s with what only old has.
func (s *Spanish) over(old *Spanish) *Spanish {
	if old == nil {
		return s
	}
	both := *old
	both.ReviewedBy = s.ReviewedBy
	if s.Reason != "" {
		both.Reason = s.Reason
	}
	if s.Advice != "" {
		both.Advice = s.Advice
	}
	both.Patterns = append(append([]Line(nil), old.Patterns...), s.Patterns...)
	both.Fires = append(append([]Line(nil), old.Fires...), s.Fires...)
	both.Not = append(append([]Line(nil), old.Not...), s.Not...)
	return &both
}

// validate reports what a rule lacks, and drops the removed ones.
func (m *merged) validate() {
	known := DefaultContacts()
	kept := m.rules[:0]
	for _, ru := range m.rules {
		if ru.ID == "" {
			continue
		}
		kept = append(kept, ru)
		for key, missing := range map[string]bool{"level": ru.Grade.Name == "", "title": ru.Title == "",
			"sign": ru.Sign == "", "patterns": len(ru.Patterns) == 0, "reason": ru.Reason == "",
			"advice": ru.Advice == "", "source": len(ru.Sources) == 0} {
			if missing {
				m.fault(ru.Place, ru.ID, "%s is missing", key)
			}
		}
		texts := ru.Reason + ru.Advice + ru.Aside
		if ru.Spanish != nil {
			texts += ru.Spanish.Reason + ru.Spanish.Advice
		}
		for _, name := range placeholders(texts) {
			if _, ok := known[name]; !ok {
				m.fault(ru.Place, ru.ID, "no contact is called {%s}", name)
			}
		}
		if _, ok := known[ru.Contact]; ru.Contact != "" && !ok {
			m.fault(ru.Place, ru.ID, "no contact is called %q", ru.Contact)
		}
		if ru.ApprovedBy != "" {
			if _, err := time.Parse(time.DateOnly, ru.ApprovedOn); err != nil {
				m.fault(ru.Place, ru.ID, "signed without a date: approved_on is YEAR-MONTH-DAY")
			}
		}
	}
	m.rules = kept
}
