package audit

import (
	"context"
	"fmt"
	"slices"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
)

// usuals are the commonest questions to any business by their topics, with what to say to its owner: "Nobody is told ...".
func usuals() []struct{ topic, said string } {
	return []struct{ topic, said string }{
		{"price", "your prices"},
		{"opening-hours", "your opening hours"},
		{"address", "where you are"},
		{"parking", "where to park"},
		{"cancellation-policy", "what cancelling late costs"},
		{"payment", "how to pay"},
		{"phone-email", "how to reach you"},
		{"kids-age", "from what age children may come"},
		{"late-arrival", "what happens when they are late"},
		{"gift-cards", "whether you sell gift cards"},
		{"accessibility", "whether a wheelchair gets in"},
		{"insurance", "whether insurance pays"},
	}
}

// mostLed is how many topics may lead to a section: one that comes for everything, because there is little else, answers nothing.
const mostLed = 5

// usual finds what people ask any business and nothing answers, as far as no section covers it, told does not hold it, and asking for it
// leads to none of the clinic's own sections. It returns the topics that asking leads to an own section for, which does not cover them, by the section.
func (r *Report) usual(ctx context.Context, e *answer.Engine, told []string) (map[*corpus.Section][]string, error) {
	leads := map[*corpus.Section][]string{}
	var open []string
	for _, t := range e.Corpus().Topics() {
		if t.Pack != corpus.BusinessPack || !t.Kind.Coverable() || len(e.Corpus().Covering(t.ID)) > 0 {
			continue
		}
		var s *corpus.Section
		if r.Sections > 0 {
			var err error
			if s, err = lead(ctx, e, t.ID); err != nil {
				return nil, err
			}
		}
		if open = append(open, t.ID); s != nil {
			leads[s] = append(leads[s], t.ID)
		}
	}
	for s, topics := range leads {
		if len(topics) > mostLed {
			delete(leads, s)
		}
	}
	for _, topics := range leads {
		told = slices.Concat(told, topics)
	}
	untold := slices.DeleteFunc(open, func(topic string) bool { return slices.Contains(told, topic) })
	for _, u := range usuals() {
		if e.Corpus().Topic(u.topic) != nil {
			r.Usual++
		}
		if i := slices.Index(untold, u.topic); i >= 0 {
			r.Untold = append(r.Untold, u.said)
			untold = slices.Delete(untold, i, i+1)
		}
	}
	r.Others = untold
	return leads, nil
}

// led counts the ways to ask for a topic that lead to a section.
type led struct {
	to            *corpus.Section
	quoted, shown int // for how many it is quoted, and quoted or offered first
}

// answers tells whether the section answers the topic, going by that: it is quoted for most ways, or quoted for some and offered for most of
// the others. One that covers another topic may only be near, and must be quoted for nearly all. The shares are chosen by reading what leads
// where in the folders of internal/quality/testdata.
func (l led) answers(ways int) bool {
	quoted, shown := float64(l.quoted)/float64(ways), float64(l.shown)/float64(ways)
	if len(topicsOf(l.to)) > 0 {
		return quoted >= 0.75
	}
	return quoted > 0.5 || quoted >= 0.25 && shown >= 0.75
}

// lead finds the own section that most ways to ask for a topic lead to; nil when there is none.
func lead(ctx context.Context, e *answer.Engine, topic string) (*corpus.Section, error) {
	ways := spread(e.Corpus().Phrasings(topic), waysEach)
	var found []led
	for _, way := range ways {
		a, err := ask(ctx, e, way)
		if err != nil {
			return nil, fmt.Errorf("asking about %s: %w", topic, err)
		}
		s := first(a)
		if s == nil || s.Document().Builtin {
			continue
		}
		i := slices.IndexFunc(found, func(l led) bool { return l.to == s })
		if i < 0 {
			i, found = len(found), append(found, led{to: s})
		}
		if found[i].shown++; len(a.Quotes) > 0 {
			found[i].quoted++
		}
	}
	var best led
	for _, l := range found {
		if l.quoted > best.quoted {
			best = l
		}
	}
	if best.to == nil || !best.answers(len(ways)) {
		return nil, nil
	}
	return best.to, nil
}
