package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// How long what buttons need is kept, the last two in memory only. Adapters and /help count on seven days.
const (
	keepOthers  = 7 * 24 * time.Hour
	keepPrivate = 24 * time.Hour
	keepFound   = 24 * time.Hour
)

// answerIDs is an answer as a memo keeps it: ids and numbers, no words.
type answerIDs struct {
	signs    []told
	passages []excerpt
	noLink   bool // no booking link is right with it
	books    bool // the message is a wish to book
	askedOn  bool // the message went on about a warning that stood: the first sign
}

// told is a danger sign that was found: its id, and how.
type told struct {
	rule    string
	level   sign.Level
	asked   bool
	spanish bool
}

// excerpt is a passage's id with its best sentence.
type excerpt struct {
	id       string
	sentence int
}

// answerIDsOf are the ids of an answer's danger signs and of some passages.
func answerIDsOf(flags []sign.Finding, hits []answer.Hit) answerIDs {
	var r answerIDs
	for _, f := range flags {
		r.signs = append(r.signs, told{f.ID, f.Level, f.Net, f.Spanish})
	}
	for _, h := range hits {
		r.passages = append(r.passages, excerpt{h.Passage.ID(), h.Sentence})
	}
	return r
}

// bookRef is the Ref of the way to an appointment, where a passage's id could stand.
const bookRef = "book"

// signPrefix begins the Ref of a danger sign, where a passage's id could stand.
const signPrefix = "flag:"

// ref is the sign as a Ref: its rule, its level, and marks for how it fired.
func (s told) ref() string {
	text := signPrefix + s.rule + ":" + strconv.Itoa(int(s.level))
	if s.asked {
		text += ":asked"
	}
	if s.spanish {
		text += ":es"
	}
	return text
}

// parseSign reads a Ref; what it does not say is as the rule has it.
func parseSign(ref string) (s told, ok bool) {
	rest, ok := strings.CutPrefix(ref, signPrefix)
	if !ok {
		return s, false
	}
	parts := strings.Split(rest, ":")
	s.rule = parts[0]
	for _, part := range parts[1:] {
		switch n, err := strconv.ParseUint(part, 10, 8); {
		case err == nil:
			s.level = sign.Level(n)
		case part == "asked":
			s.asked = true
		case part == "es":
			s.spanish = true
		}
	}
	return s, s.rule != ""
}

// flag makes the sign's flag; false when there is no such rule any more.
func (s told) flag(e *answer.Engine) (sign.Finding, bool) {
	f, ok := e.Sign(s.rule, s.spanish)
	if !ok {
		return f, false
	}
	f.Net = s.asked
	if s.level != sign.NoLevel && s.level <= sign.Emergency {
		f.Level = s.level
	}
	return f, true
}

// String is what a memo keeps.
func (r answerIDs) String() string {
	var parts []string
	for _, s := range r.signs {
		parts = append(parts, s.ref())
	}
	for _, x := range r.passages {
		parts = append(parts, "passage:"+strconv.Itoa(x.sentence)+":"+x.id)
	}
	if r.noLink {
		parts = append(parts, "nolink")
	}
	if r.books {
		parts = append(parts, bookRef)
	}
	if r.askedOn {
		parts = append(parts, "on")
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, " ")
}

// parseAnswerIDs reads a memo; what it does not know it leaves out.
func parseAnswerIDs(text string) answerIDs {
	var r answerIDs
	for part := range strings.FieldsSeq(text) {
		if s, ok := parseSign(part); ok {
			r.signs = append(r.signs, s)
		} else if rest, ok := strings.CutPrefix(part, "passage:"); ok {
			number, id, _ := strings.Cut(rest, ":")
			if n, err := strconv.Atoi(number); err == nil && id != "" {
				r.passages = append(r.passages, excerpt{id, n})
			}
		} else {
			r.noLink = r.noLink || part == "nolink"
			r.books = r.books || part == bookRef
			r.askedOn = r.askedOn || part == "on"
		}
	}
	return r
}

// flags are the signs, as far as there still are rules for them.
func (r answerIDs) flags(e *answer.Engine) []sign.Finding {
	var out []sign.Finding
	for _, s := range r.signs {
		if f, ok := s.flag(e); ok {
			out = append(out, f)
		}
	}
	return out
}

// hits are the passages, as far as they are still there.
func (r answerIDs) hits(c *corpus.Corpus) []answer.Hit {
	var out []answer.Hit
	for _, x := range r.passages {
		if h, ok := r.hit(c, x.id); ok {
			out = append(out, h)
		}
	}
	return out
}

// hit is one passage, its best sentence marked when it is known; false when it is not there any more.
func (r answerIDs) hit(c *corpus.Corpus, id string) (answer.Hit, bool) {
	p := c.Passage(id)
	if p == nil {
		return answer.Hit{}, false
	}
	h := answer.Hit{Section: p.Section().ID, Passage: p}
	if i := slices.IndexFunc(r.passages, func(x excerpt) bool { return x.id == id }); i >= 0 {
		if n := r.passages[i].sentence; n >= 0 && n < len(p.Sentences()) {
			h.Sentence = n
		}
	}
	return h, true
}

// mark names a message in memos. Threads are left out: a channel's messages have ids of their own without them, and a
// press may come from the thread that the answer opened.
func mark(p chat.Place, id string) string {
	return p.Platform + "/" + p.Space + "/" + p.Channel + "/" + id
}

// markOf is the mark of the message with a [chat.Message.Key].
func markOf(key string) string {
	m, ok := chat.ParseKey(key)
	if !ok {
		return key
	}
	return mark(m.Place, m.ID)
}
