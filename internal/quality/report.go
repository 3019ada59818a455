package quality

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backtalk/internal/answer"
)

// Report is what was measured. It marshals to JSON with keys that stay.
type Report struct {
	Questions   int                     `json:"questions"`
	By          Match                   `json:"by"`       // how the right passage was known
	Readings    int                     `json:"readings"` // judgements that concern these questions
	Figures     []Figure                `json:"figures"`
	Ranking     Ranking                 `json:"ranking"`
	Outcomes    map[Kind]map[string]int `json:"outcomes"` // kind -> outcome -> how many
	TradeOff    []Point                 `json:"trade_off"`
	Calibration map[string]Calibration  `json:"calibration"`

	results []result
}

// Figure is the share of questions that got a right reply.
type Figure struct {
	Key  string `json:"key"`
	Kind Kind   `json:"kind"`
	Name string `json:"name"`
	Count
	WithReadings Count `json:"with_readings"`
}

// Count is so many right of so many, with the 95 % interval of their share.
type Count struct {
	Right int     `json:"right"`
	Of    int     `json:"of"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

func newCount(right, of int) Count {
	low, high := Wilson(right, of)
	return Count{right, of, round4(float64(right) / max(float64(of), 1)), round4(low), round4(high)}
}

// Wilson is the 95 % interval of a share, after E. B. Wilson (1927). Of nothing it is 0 to 1.
func Wilson(right, of int) (low, high float64) {
	if of == 0 {
		return 0, 1
	}
	const z = 1.959963984540054 // the normal distribution's 97.5 % point
	n := float64(of)
	p := float64(right) / n
	middle := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (middle-half)/(1+z*z/n)), min(1, (middle+half)/(1+z*z/n))
}

// Ranking is where the expected section stands in the ranking before the gate, over answerable questions.
type Ranking struct {
	Of  int     `json:"of"`
	At1 int     `json:"at_1"`
	At5 int     `json:"at_5"`
	MRR float64 `json:"mrr"` // mean of 1/rank, 0 when it is not listed
}

// Miss is a question that got a wrong reply.
type Miss struct {
	ID         string  `json:"id"`
	Kind       Kind    `json:"kind"`
	Text       string  `json:"text"`
	Got        string  `json:"got"`
	Wanted     string  `json:"wanted"`
	Confidence float64 `json:"confidence"`
}

// sum counts the marks of a figure: all, those that are right by the labels, and with readings.
type sum struct{ of, right, read int }

func newReport(j judge, results []result) *Report {
	r := &Report{Questions: len(results), By: j.by, Outcomes: map[Kind]map[string]int{}, results: results}
	sums := map[measure]sum{}
	asked := map[string]bool{}
	for _, x := range results {
		asked[x.c.ID] = true
		if r.Outcomes[x.c.Kind] == nil {
			r.Outcomes[x.c.Kind] = map[string]int{}
		}
		r.Outcomes[x.c.Kind][x.answer.Outcome.String()]++
		for _, m := range x.marks {
			s := sums[m.measure]
			sums[m.measure] = sum{s.of + 1, s.right + count(m.right), s.read + count(m.read)}
		}
	}
	for reading := range j.read {
		if asked[reading.ID] {
			r.Readings++
		}
	}
	for _, m := range measures() {
		if s := sums[m.key]; s.of > 0 {
			r.Figures = append(r.Figures, Figure{string(m.key), m.kind, m.name, newCount(s.right, s.of), newCount(s.read, s.of)})
		}
	}
	r.Ranking = rankingOf(j, results)
	r.TradeOff = tradeOff(j, results)
	r.Calibration = calibrations(j, results, r.Readings > 0)
	return r
}

func rankingOf(j judge, results []result) Ranking {
	var r Ranking
	sum := 0.0
	for _, x := range results {
		if x.c.Kind != Answerable {
			continue
		}
		r.Of++
		at := slices.IndexFunc(x.answer.Hits, func(h answer.Hit) bool { return h.Passage != nil && j.answers(x.c, h.Passage, false) })
		if at < 0 {
			continue
		}
		r.At1 += count(at == 0)
		r.At5 += count(at < 5)
		sum += 1 / float64(at+1)
	}
	r.MRR = round4(sum / max(float64(r.Of), 1))
	return r
}

// Wrong lists the questions whose reply is wrong by their labels and by the readings, in their order.
func (r *Report) Wrong() []Miss {
	var out []Miss
	for _, x := range r.results {
		if i := slices.IndexFunc(x.marks, func(m mark) bool { return !m.bonus && !m.right && !m.read }); i >= 0 {
			out = append(out, Miss{x.c.ID, x.c.Kind, x.c.Text, got(x.answer), wanted(x.c, x.marks[i].measure), round4(x.answer.Confidence)})
		}
	}
	return out
}

// got describes a reply: its outcome and what it shows.
func got(a answer.Answer) string {
	words := []string{a.Outcome.String()}
	if a.Outcome == answer.Warn && len(a.Signs) > 0 {
		words = append(words, a.Signs[0].ID, "("+a.Signs[0].Level.String()+")")
	}
	for _, p := range quoted(a) {
		words = append(words, p.Section().ID)
	}
	for _, s := range a.Choices {
		words = append(words, s.Passage.Section().ID)
	}
	return strings.Join(words, " ")
}

// wanted describes what a rule asked for.
func wanted(c Case, m measure) string {
	switch m {
	case firstRight, noWarningRight:
		return "answer " + strings.Join(c.Expect, " or ")
	case nearRefused, farRefused:
		return "no passage"
	case bookingOffered:
		return "the way to an appointment"
	case flagWarned:
		return fmt.Sprintf("warn, at least %s", c.Urgency)
	case noWarning:
		return "no warning"
	}
	return strings.Join(c.Accept, " or ")
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }
