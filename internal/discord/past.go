package discord

import (
	"sync/atomic"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// past is how far the bot came, and what it may have missed. It is safe for concurrent use but for what is said beside a field.
type past struct {
	now      func() time.Time
	seen     tide                           // the messages taken on
	gap      gap                            // the last time without a connection
	edited   *recent.Map[string, time.Time] // the newest edits by message
	kept     uint64                         // of seen what the Memo has; used by one goroutine
	first    uint64                         // the moment of the very first start, when that is this one; fixed before anything runs
	looking  atomic.Int64                   // looks at what was missed that are under way
	cutShort atomic.Bool                    // one of them did not come to its end
}

func newPast(now func() time.Time) *past {
	return &past{now: now, edited: recent.New[string, time.Time](manyEdited, 0)}
}

// begin begins a gap: after the last message seen, but with nothing that is too old to answer, or older than the bot's very
// first start.
func (p *past) begin() {
	now := p.now()
	unfinished := p.cutShort.Swap(false) || p.looking.Load() > 0
	p.gap.begin(p.seen.low(), max(p.first, idAt(now.Add(-chat.Lasting))), unfinished, now)
}

// passedOver begins the gap anew when the connection is given up because an event was passed over.
func (p *past) passedOver() {
	p.begin() // before the next event moves it
	p.cutShort.Store(true)
}

// toKeep is how far the bot came, when that is news and nothing before it is left to be caught up with.
func (p *past) toKeep() (n uint64, news bool) {
	n = p.seen.low()
	return n, n != p.kept && p.looking.Load() == 0 && !p.cutShort.Load()
}

// again tells whether it is time to look once more for what could not be read; it is taken for begun then.
func (p *past) again() bool {
	if p.looking.Load() > 0 || !p.cutShort.Load() || !p.gap.due(p.now()) {
		return false
	}
	p.cutShort.Store(false)
	return true
}

// newEdit tells whether an edit has not come before: a look at a channel may tell of one again, and so does a preview of
// a link.
func (p *past) newEdit(id string, at time.Time) (isNew bool) {
	p.edited.Update(id, p.now(), func(newest *time.Time) {
		if isNew = at.After(*newest); isNew {
			*newest = at
		}
	})
	return isNew
}

// manyEdited is how many edited messages are remembered.
const manyEdited = 10_000
