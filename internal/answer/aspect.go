package answer

import (
	"math"
	"slices"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// aspect is the kind of thing that a question wants to know.
type aspect uint8

const (
	noAspect aspect = iota
	priceAspect
	oftenAspect
	longAspect
	countAspect
	whenAspect
	whereAspect
	whoAspect
	safeAspect
	hurtAspect
	whichAspect
	whyAspect
	whatAspect
	howAspect
	numAspects
)

// aspectSigns lists words and phrases by which an aspect is known, the telling ones first: the first aspect that a
// question shows is taken.
func aspectSigns() [numAspects][]string {
	return [numAspects][]string{
		priceAspect: {"how much is", "how much does", "how much do", "how much for", "how much are", "cost", "costs", "price", "prices", "pricing", "charge", "fee", "fees", "rate", "rates", "afford", "cheap", "expensive"},
		oftenAspect: {"how often", "how many times", "how frequently", "times a week", "times a month", "every week", "every day", "once a month", "once a week", "how regularly", "too often"},
		countAspect: {"how many sessions", "how many visits", "how many massages", "how many appointments", "how many times"},
		longAspect:  {"how long", "how many minutes", "how many hours", "how many days", "minutes", "how soon"},
		whereAspect: {"where", "wheres", "address", "located", "location"},
		whoAspect:   {"who", "whos", "whose", "name"},
		safeAspect:  {"safe", "dangerous", "danger", "risk", "risks", "risky", "ok if", "okay if", "ok with", "okay with", "ok to", "okay to", "allowed", "harm", "harmful", "avoid", "bad for", "safely"},
		hurtAspect:  {"hurt me", "does it hurt", "hurts more", "painful", "supposed to hurt", "going to hurt", "gonna hurt", "will it hurt"},
		whenAspect:  {"when", "what time", "what day", "what days", "open", "close", "hours", "until"},
		whichAspect: {"which", "what kind", "what kinds", "what type", "what types", "what sort", "best", "better", "vs", "versus", "difference", "different", "recommend"},
		whyAspect:   {"why", "how come", "reason"},
		howAspect:   {"how do", "how does", "how can", "how would", "how is", "how are", "hows"},
		whatAspect:  {"what", "whats"},
	}
}

// aspectFinder looks a question's words up among the signs.
type aspectFinder struct {
	signs map[string][]aspectSign // first word -> signs that start so
}

type aspectSign struct {
	rest   []string
	aspect aspect
}

func newAspectFinder() aspectFinder {
	f := aspectFinder{map[string][]aspectSign{}}
	for a, signs := range aspectSigns() {
		for _, s := range signs {
			words := text.Norms(s)
			f.signs[words[0]] = append(f.signs[words[0]], aspectSign{words[1:], aspect(a)})
		}
	}
	return f
}

// find tells the aspect that a question shows; of several the first in the list.
func (f aspectFinder) find(s string) aspect {
	words := text.Norms(s)
	best := noAspect
	for i, w := range words {
		for _, s := range f.signs[w] {
			if (best == noAspect || s.aspect < best) && len(words)-i-1 >= len(s.rest) && slices.Equal(words[i+1:i+1+len(s.rest)], s.rest) {
				best = s.aspect
			}
		}
	}
	return best
}

// aspects knows, from the library's phrasings, which aspects people ask of which topic.
type aspects struct {
	finder  aspectFinder
	byTopic map[string]*[numAspects]float64 // topic id -> log of how much more often than elsewhere
}

func learnAspects(topics []*corpus.Topic) aspects {
	out := aspects{newAspectFinder(), map[string]*[numAspects]float64{}}
	counts := map[string]*[numAspects]float64{}
	var all [numAspects]float64
	total := 0.0
	for _, t := range topics {
		c := new([numAspects]float64)
		for _, q := range t.Questions {
			a := out.finder.find(q)
			c[a]++
			all[a]++
			total++
		}
		counts[t.ID] = c
	}
	for id, c := range counts {
		n := 0.0
		for _, x := range c {
			n += x
		}
		logs := new([numAspects]float64)
		for a := range c {
			expected := (all[a] + 1) / (total + float64(numAspects))
			logs[a] = math.Log((c[a] + 2*expected) / (n + 2) / expected)
		}
		out.byTopic[id] = logs
	}
	return out
}

// affinity is how much more often than elsewhere the best of some topics is asked this way: a logarithm between -3 and
// 3, 0 when nothing is known.
func (a aspects) affinity(topics []string, asked aspect) float64 {
	var values []float64
	for _, id := range topics {
		if logs := a.byTopic[id]; logs != nil {
			values = append(values, logs[asked])
		}
	}
	if len(values) == 0 {
		return 0
	}
	return min(max(slices.Max(values), -3), 3)
}
