package sign

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"backtalk/internal/phrase"
)

// Check returns what a message tells, gravest first: at most one sign that warns or has a line put before the answer, and whatever
// is to settle first or to refuse. The asker's last messages, oldest first, count where the message goes on about the same
// matter.
func (s *Signs) Check(now string, before ...string) []Finding {
	found := s.alone(now)
	if len(before) > 0 && (len(found) == 0 || !found[0].Warns()) {
		if f, ok := s.together(now, before[len(before)-1]); ok && (len(found) == 0 || !found[0].Net || f.Warns()) {
			found = slices.DeleteFunc(found, func(old Finding) bool { return old.Net })
			found = append([]Finding{f}, found...)
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		if a.Net != b.Net {
			if a.Net {
				return 1
			}
			return -1
		}
		return cmp.Or(-cmp.Compare(a.priority, b.priority), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// alone checks a message by itself.
func (s *Signs) alone(message string) []Finding {
	r := s.words.Read(message)
	defer r.Done()
	if r.Len() == 0 {
		return nil
	}
	return s.decide(r)
}

// match is what the certain words of a sign say in a message.
type match struct {
	clear bool
	text  string
}

// matches tries all patterns; of a sign's the clear ones win.
func (s *Signs) matches(r *phrase.Reading) map[int32]match {
	var out map[int32]match
	for i := range s.certain {
		p := &s.certain[i]
		if old, ok := out[p.sign]; ok && old.clear {
			continue
		}
		if found, clear := r.Find(&p.pattern); found {
			if out == nil {
				out = map[int32]match{}
			}
			out[p.sign] = match{clear, p.pattern.String()}
		}
	}
	return out
}

// decide judges a message that was read.
func (s *Signs) decide(r *phrase.Reading) []Finding {
	certain := s.matches(r)
	spanish := r.Spanish()
	if s.learnt == nil {
		return s.byWords(certain, spanish)
	}
	o, shares := s.opine(r, certain)
	score := s.learnt.Score(o)
	var found []Finding
	if best := s.likeliest(shares, certain); best >= 0 {
		sg := &s.all[best]
		m := certain[best]
		if z := zoneOf(score, sg.Grade.Level, m.clear, r.Has(s.fields[best])); z != answer {
			f := s.finding(best, spanish)
			f.Net, f.Score, f.Why = z == net, score, o.String()
			if m.clear {
				f.Certain = m.text
			}
			found = append(found, f)
			if f.Warns() {
				found = append(found, s.second(f, certain, spanish)...)
			}
		}
	}
	for i := range s.all {
		i := int32(i)
		sg, m := &s.all[i], certain[i]
		if sg.Grade.Level.Warns() {
			if s.learnt.class[i] < 0 && m.text != "" { // a folder's own sign, of which nothing was learnt
				found = append(found, s.wordOnly(i, m, spanish))
			}
			continue
		}
		if k := s.learnt.class[i]; k < 0 && m.clear || k >= 0 && settled(float64(shares[k]), sg.Grade.Level, m.clear, r.Has(s.fields[i])) {
			f := s.finding(i, spanish)
			f.Certain, f.Score = m.text, logOdds(0.5)
			if k >= 0 {
				f.Score = logOdds(float64(shares[k]))
			}
			found = append(found, f)
		}
	}
	return found
}

// second finds a crisis beside an emergency, and an emergency beside a crisis, by clear certain words: both are answered.
func (s *Signs) second(first Finding, certain map[int32]match, spanish bool) []Finding {
	for i := range s.all {
		sg := &s.all[i]
		if first.Level >= Crisis && certain[int32(i)].clear && sg.Grade.Level >= Crisis && sg.Grade.Level != first.Level {
			f := s.finding(int32(i), spanish)
			f.Score, f.Certain = first.Score, certain[int32(i)].text
			return []Finding{f}
		}
	}
	return nil
}

// settled decides about a sign that does not warn, by its share among all matters.
func settled(share float64, level Level, certain, field bool) bool {
	at, alone := cautionAt, cautionAloneAt
	if level < Caution {
		at, alone = refuseAt, refuseAloneAt
	}
	return certain && share >= at || field && share >= alone
}

// byWords is the decision without anything learnt: clear certain words warn, held ones have the line put before the answer.
func (s *Signs) byWords(certain map[int32]match, spanish bool) (found []Finding) {
	for i, m := range certain {
		if f := s.wordOnly(i, m, spanish); m.clear || f.Level.Warns() {
			found = append(found, f)
		}
	}
	slices.SortFunc(found, func(a, b Finding) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

// wordOnly is the finding of a sign by its certain words alone, where there is no classifier to ask: clear ones are as sure as can
// be, of what was overheard too.
func (s *Signs) wordOnly(i int32, m match, spanish bool) Finding {
	f := s.finding(i, spanish)
	f.Net, f.Certain = !m.clear, m.text
	if m.clear {
		f.Score = overheardAt
	}
	return f
}

// certainBonus is how much clear certain words of a sign speak for that sign among the signs, in log-odds.
const certainBonus = 2

// likeliest returns the sign that warns which a message most likely tells, or -1 when there is none.
func (s *Signs) likeliest(shares []float32, certain map[int32]match) int32 {
	best, at := int32(-1), math.Inf(-1)
	for k, p := range shares {
		if !s.learnt.kinds[k].danger {
			continue
		}
		i := s.learnt.kinds[k].sign
		v := math.Log(float64(p) + 1e-9)
		if certain[i].clear {
			v += certainBonus
		}
		if v > at {
			best, at = i, v
		}
	}
	return best
}

// How a sign told over two messages is known: together they must be danger, and much more so than either alone, and the later one must be about the sign.
const (
	togetherAt   = 0.5
	togetherGain = 1.5
)

// together checks a message with the one before it.
func (s *Signs) together(now, before string) (Finding, bool) {
	if s.learnt == nil {
		return Finding{}, false
	}
	both := s.alone(before + ".\n" + now)
	if len(both) == 0 || !both[0].Warns() || both[0].Score < togetherAt {
		return Finding{}, false
	}
	f := both[0]
	i := int32(slices.IndexFunc(s.all, func(sg Sign) bool { return sg.ID == f.ID }))
	r := s.words.Read(now)
	o, shares := s.opine(r, s.matches(r))
	later, about := s.learnt.Score(o), r.Has(s.fields[i])
	r.Done()
	if !about {
		return Finding{}, false
	}
	other := float32(0)
	for k, p := range shares {
		if s.learnt.kinds[k].sign < 0 && !strings.HasPrefix(s.learnt.kinds[k].name, NotSign) {
			other = max(other, p)
		}
	}
	r = s.words.Read(before)
	o, _ = s.opine(r, s.matches(r))
	earlier := s.learnt.Score(o)
	r.Done()
	if earlier >= f.Score-togetherGain || later >= f.Score || other > otherMatter {
		return Finding{}, false
	}
	return f, true
}

// otherMatter is how sure the later message must be about something else to be read alone.
const otherMatter = 0.8

// finding builds what Check returns for a sign.
func (s *Signs) finding(i int32, spanish bool) Finding {
	sg := &s.all[i]
	f := Finding{
		ID: sg.ID, Title: sg.Title, Level: sg.Grade.Level, Grade: sg.Grade.Name, Link: sg.Link, Reason: sg.Reason, Advice: sg.Advice,
		Line: sg.Net, AskedOn: sg.AskedOn, Source: s.SourceOf(*sg), Contact: sg.Contact, Private: sg.Private, Aside: sg.Aside, ApprovedBy: sg.ApprovedBy,
		priority: sg.Priority,
	}
	if spanish && sg.Spanish.Advice != "" {
		f.Spanish, f.ReasonSpanish, f.AdviceSpanish, f.LineSpanish = true, sg.Spanish.Reason, sg.Spanish.Advice, sg.Spanish.Net
	}
	return f
}

// String tells the opinions in a line, for staff.
func (o Opinions) String() string {
	var b strings.Builder
	names := opinionNames()
	for i, x := range o.Vector() {
		if i > 0 {
			fmt.Fprintf(&b, "%s %.1f  ", names[i], x)
		}
	}
	return strings.TrimSpace(b.String())
}

// All returns every sign, by priority.
func (s *Signs) All() []Sign { return slices.Clone(s.all) }

// Sign returns the finding of the sign with an id at its own level, as after a warning of it; false when there is none.
func (s *Signs) Sign(id string, spanish bool) (Finding, bool) {
	for i := range s.all {
		if s.all[i].ID == id {
			return s.finding(int32(i), spanish), true
		}
	}
	return Finding{}, false
}

// Unsigned counts the signs that no clinician has signed.
func (s *Signs) Unsigned() int {
	n := 0
	for _, sg := range s.all {
		if !sg.Signed() {
			n++
		}
	}
	return n
}

// SourceOf returns what a sign rests on: organisation and title of each source.
func (s *Signs) SourceOf(sg Sign) string {
	names := make([]string, len(sg.Sources))
	for i, key := range sg.Sources {
		names[i] = cmp.Or(s.sources[key], key)
	}
	return strings.Join(names, "; ")
}
