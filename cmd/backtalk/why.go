package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
)

// explain tells in words that a clinic's staff can follow how an answer was found.
func explain(w io.Writer, a answer.Answer, c *corpus.Corpus, today time.Time) {
	fmt.Fprintln(w, "Why")
	if a.Resolved != "" {
		fmt.Fprintf(w, "  It was read together with the message before: %s\n", a.Resolved)
	}
	for _, f := range a.Signs {
		state := "somebody has this sign"
		if f.Net {
			state = "not sure: the answer stays, with one line of caution before it"
		}
		fmt.Fprintf(w, "  Sign: %s (%s; %s)\n", f.Title, f.Level, state)
		if f.Certain != "" {
			fmt.Fprintf(w, "    Its certain words are there: %s\n", f.Certain)
		}
		if f.Why != "" {
			fmt.Fprintf(w, "    Log-odds of danger %.1f, weighed from: %s\n", f.Score, f.Why)
		}
	}
	explainWords(w, a)
	explainVotes(w, a)
	explainHits(w, a, c, today)
	fmt.Fprintf(w, "  Confidence that the best passage answers the question: %.0f %%\n", 100*a.Confidence)
	fmt.Fprintf(w, "  Decision: %s, because %s.\n", a.Outcome, a.Reason)
}

func explainWords(w io.Writer, a answer.Answer) {
	for _, c := range a.Search.Corrections {
		fmt.Fprintf(w, "  Nobody here writes %q; it was taken for %q.\n", c.From, c.To)
	}
	var words, unknown []string
	for _, t := range a.Search.Terms {
		word := t.Word
		if t.Concept != "" && t.Concept != t.Word {
			word += " (same as " + strings.ReplaceAll(t.Concept, "_", " ") + ")"
		}
		words = append(words, word)
		if !t.Known {
			unknown = append(unknown, t.Word)
		}
	}
	if len(words) == 0 {
		fmt.Fprintln(w, "  The message holds no word that counts.")
		return
	}
	fmt.Fprintf(w, "  Words that count: %s\n", strings.Join(words, ", "))
	if len(unknown) > 0 {
		fmt.Fprintf(w, "  Words that nothing here uses: %s\n", strings.Join(unknown, ", "))
	}
	fmt.Fprintf(w, "  %.0f %% of its words speak of our subjects.\n", 100*a.Search.Known)
}

func explainVotes(w io.Writer, a answer.Answer) {
	if a.Search.TextOnly {
		fmt.Fprintln(w, "  The topic library does not fit these articles, so only their text was searched.")
		return
	}
	fmt.Fprintln(w, "  What it resembles, going by how people ask:")
	for i, v := range a.Search.Votes {
		if i == 5 {
			break
		}
		fmt.Fprintf(w, "    %3.0f %%  %s (%s)\n", 100*v.Share, v.Topic.Ask, v.Topic.ID)
	}
}

func explainHits(w io.Writer, a answer.Answer, c *corpus.Corpus, today time.Time) {
	fmt.Fprintln(w, "  Best sections and topics:")
	for i, h := range a.Hits {
		if i == 5 {
			break
		}
		if h.Passage == nil {
			fmt.Fprintf(w, "    %.2f  %s: nothing covers it (how people ask: %.2f)\n", h.Score, h.Section, h.Vote)
			for _, p := range c.Whole().Covering(h.Section) {
				if i > 0 {
					break // the best shows why
				}
				fmt.Fprintf(w, "          (%s would, but require_review withholds it: %s)\n", p.ID(), reviewLine(p.Document(), today))
			}
			continue
		}
		fmt.Fprintf(w, "    %.2f  %s (how people ask: %.2f, text: %.2f", h.Score, h.Section, h.Vote, h.Text)
		if len(h.Found) > 0 {
			fmt.Fprintf(w, "; holds %s", strings.Join(h.Found, ", "))
		}
		if len(h.Missed) > 0 {
			fmt.Fprintf(w, "; lacks %s", strings.Join(h.Missed, ", "))
		}
		fmt.Fprintln(w, ")")
		if d := h.Passage.Document(); d.ReviewState(today) != corpus.Reviewed && (i == 0 || quoted(a, h.Passage)) {
			fmt.Fprintf(w, "          (%s)\n", reviewLine(d, today))
		}
	}
}

// quoted tells whether an answer shows a passage.
func quoted(a answer.Answer, p *corpus.Passage) bool {
	return slices.ContainsFunc(a.Quotes, func(h answer.Hit) bool { return h.Passage == p })
}
