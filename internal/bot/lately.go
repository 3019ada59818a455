package bot

import (
	"slices"
	"strings"
	"sync"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// How much is answered. A person types a question in some six seconds at the fastest, and a channel in which thirty are
// answered in a minute cannot be read any more: whoever asks faster is no person, or does not read the answers.
const (
	perPerson  = 10               // addressed messages in a minute
	perChannel = 30               // of all people together
	overheard  = time.Minute      // between answers to one person who did not address the bot
	company    = 10 * time.Minute // in which a person who was replied to is left to people
	nextUp     = 2 * time.Minute  // in which what another person says next in a channel counts as a reply
	crowd      = 20               // people who wait in one channel: more cannot follow each other's talk
	perAsker   = 3                // questions passed on to staff, who have other work,
	askerSpan  = 10 * time.Minute // in this time
	twice      = 5 * time.Second  // in which a second press of the same button is a slip of the finger
)

// watched is how many people, channels, threads and presses are remembered, each.
const watched = 10_000

// lately knows who spoke where lately, in memory only. It is safe for concurrent use.
type lately struct {
	unlimited bool

	mu       sync.Mutex
	people   *limiter
	channels *limiter
	askers   *limiter
	heard    *recent.Map[string, time.Time] // people who were answered without having addressed the bot
	helped   *recent.Map[string, struct{}]  // people in channels whom somebody replied to
	waiting  *recent.Map[string, []waiting] // people in channels who were not answered
	threads  *recent.Map[string, talk]
	presses  *recent.Map[string, struct{}]
	alerts   *recent.Map[string, alerted] // what staff were told of
}

// waiting is a person who spoke in a channel, not to the bot, and got no answer from it.
type waiting struct {
	person string
	since  time.Time
}

// alerted is the message of which staff were told, and when.
type alerted struct {
	message string
	at      time.Time
}

// talk is who speaks in a thread.
type talk struct {
	first string
	more  bool // others than the first
}

func newLately(unlimited bool) *lately {
	return &lately{
		unlimited: unlimited,
		people:    newLimiter(perPerson, time.Minute), channels: newLimiter(perChannel, time.Minute), askers: newLimiter(perAsker, askerSpan),
		heard: recent.New[string, time.Time](watched, overheard), helped: recent.New[string, struct{}](watched, company),
		threads: recent.New[string, talk](watched, 0), presses: recent.New[string, struct{}](watched, twice),
		waiting: recent.New[string, []waiting](watched, company), alerts: recent.New[string, alerted](watched, alertSpan),
	}
}

// observe notes who speaks, and to whom.
func (t *lately) observe(m chat.Message, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m.Thread != "" {
		t.threads.Update(threadKey(m.Place), now, func(talk *talk) {
			if talk.first == "" {
				talk.first = m.Author
			}
			talk.more = talk.more || talk.first != m.Author
		})
	}
	if m.To != "" && m.To != m.Author {
		t.helped.Put(channelKey(m.Place)+"/"+m.To, struct{}{}, now)
	}
	if m.Thread == "" && m.To == "" && !m.Addressed && !m.Edited {
		t.help(m, now)
	}
}

// help notes whom a message in a channel may be a reply to: who spoke just before it, or whom it mentions.
func (t *lately) help(m chat.Message, now time.Time) {
	all, _ := t.waiting.Get(channelKey(m.Place), now)
	for _, w := range all {
		if w.person != m.Author && (now.Sub(w.since) <= nextUp || strings.Contains(m.Text, "@"+w.person)) {
			t.helped.Put(channelKey(m.Place)+"/"+w.person, struct{}{}, now)
		}
	}
}

// await notes whether a person who spoke in a channel, not to the bot, got an answer from it.
func (t *lately) await(m chat.Message, answered bool, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m.Thread != "" {
		return
	}
	t.waiting.Update(channelKey(m.Place), now, func(all *[]waiting) {
		*all = slices.DeleteFunc(*all, func(w waiting) bool { return w.person == m.Author || now.Sub(w.since) > company })
		if !answered {
			*all = append(*all, waiting{m.Author, now})
		}
		*all = (*all)[max(0, len(*all)-crowd):]
	})
}

// alert tells whether staff are to be told of a danger: not when they were lately, unless it was of the same message,
// which is asked about again.
func (t *lately) alert(danger, message string, edited bool, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if told, known := t.alerts.Get(danger, now); known && now.Sub(told.at) < alertSpan {
		return told.message == message && !edited
	}
	t.alerts.Put(danger, alerted{message, now}, now)
	return true
}

// joined tells whether another person takes part: anybody in a thread, in a channel who replied to the author lately.
func (t *lately) joined(m chat.Message, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m.Thread != "" {
		if talk, known := t.threads.Get(threadKey(m.Place), now); known && (talk.more || talk.first != m.Author) {
			return true
		}
	}
	_, helped := t.helped.Get(channelKey(m.Place)+"/"+m.Author, now)
	return helped
}

// heardLately tells whether a person was answered unasked within the last minute; hear notes that they are.
func (t *lately) heardLately(person string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	last, known := t.heard.Get(person, now)
	return known && now.Sub(last) < overheard
}

func (t *lately) hear(person string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.heard.Put(person, now, now)
}

// again tells whether a person pressed the same a moment ago, and notes that they press it now.
func (t *lately) again(press string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, known := t.presses.Get(press, now)
	t.presses.Put(press, struct{}{}, now)
	return known
}

// ask counts a question for staff.
func (t *lately) ask(person string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.askers.take(person, now) == within
}

// take counts what a person says to the bot, in a channel unless it is private, against both limits.
func (t *lately) take(person string, p chat.Place, private bool, now time.Time) (people, channel verdict) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.unlimited {
		return within, within
	}
	if people = t.people.take(person, now); people == within && !private {
		channel = t.channels.take(channelKey(p), now)
	}
	return people, channel
}

func channelKey(p chat.Place) string { return p.Platform + "/" + p.Space + "/" + p.Channel }

func threadKey(p chat.Place) string { return channelKey(p) + "/" + p.Thread }

// verdict is what a limiter says.
type verdict uint8

const (
	within verdict = iota // go on
	first                 // the first one beyond the limit
	beyond                // too much
)

// limiter lets through so much in any span of time; after the first thing too many it lets nothing through for a span.
type limiter struct {
	most int
	span time.Duration
	all  *recent.Map[string, counted]
}

type counted struct {
	times []time.Time // of what was let through, oldest first
	until time.Time   // nothing is let through before
}

func newLimiter(most int, span time.Duration) *limiter {
	return &limiter{most, span, recent.New[string, counted](watched, span)}
}

// take counts one more under a key.
func (l *limiter) take(key string, now time.Time) verdict {
	c, _ := l.all.Get(key, now)
	if now.Before(c.until) {
		return beyond // and not noted: asking on does not make it longer
	}
	old := 0
	for old < len(c.times) && now.Sub(c.times[old]) >= l.span {
		old++
	}
	c.times = append(c.times[:0:0], c.times[old:]...)
	said := first
	if len(c.times) < l.most {
		c.times, said = append(c.times, now), within
	} else {
		c.times, c.until = nil, now.Add(l.span)
	}
	l.all.Put(key, c, now)
	return said
}
