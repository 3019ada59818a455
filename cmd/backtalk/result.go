package main

import (
	"math"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/terminal"
)

// result is an answer as JSON. Its keys are a contract with whoever reads them.
type result struct {
	ID         string          `json:"id"`
	Outcome    string          `json:"outcome"`
	Level      string          `json:"level,omitempty"`
	Net        string          `json:"net,omitempty"` // the sign whose line of caution stands before the answer
	Passages   []passageResult `json:"passages"`
	Choices    []string        `json:"choices"`
	Hits       []hitResult     `json:"hits"`
	Booking    bool            `json:"booking"`
	Confidence float64         `json:"confidence"`
	Text       string          `json:"text"`
	Ignored    []string        `json:"ignored,omitempty"` // fields of the question that mean nothing
}

// passageResult is a quoted passage.
type passageResult struct {
	ID       string `json:"id"`
	Document string `json:"document"`
	Section  string `json:"section"`
	Text     string `json:"text"`
}

// hitResult is a section or topic of the ranking before the gate.
type hitResult struct {
	Section string  `json:"section"`
	Score   float64 `json:"score"`
}

// failure is what a line that could not be answered gets.
type failure struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// newResult describes an answer and the reply that was made of it; a nil reply is silence.
func newResult(id string, a answer.Answer, r *chat.Reply) result {
	out := result{ID: id, Outcome: a.Outcome.String(), Level: a.Level(), Passages: []passageResult{}, Choices: []string{},
		Hits: []hitResult{}, Booking: bot.Offers(r) && a.Standing == nil, Confidence: round(a.Confidence)}
	for _, f := range a.Signs {
		if f.Net && a.Outcome != answer.Warn {
			out.Net = f.ID
			break
		}
	}
	for _, h := range a.Hits {
		out.Hits = append(out.Hits, hitResult{h.Section, round(h.Score)})
	}
	if r == nil {
		return out
	}
	out.Text = terminal.Render(r, terminal.Options{})
	if a.Outcome == answer.Quote || a.Outcome == answer.Booking {
		for _, q := range r.Passages {
			out.Passages = append(out.Passages, newPassageResult(q.Passage))
		}
	}
	for _, c := range r.Choices {
		if c.Action == chat.Ask || c.Action == chat.Also {
			out.Choices = append(out.Choices, c.Label)
		}
	}
	return out
}

func newPassageResult(p *corpus.Passage) passageResult {
	return passageResult{ID: p.ID(), Document: p.Document().Name, Section: p.Section().ID, Text: p.Text()}
}

// round keeps four decimals: more would change with the order of a sum.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
