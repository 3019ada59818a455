package bot

import (
	"hash/maphash"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// retried is how long a message's turn is remembered after it was last asked about: a carrier that could not post the
// reply asks again for ten minutes.
const retried = 10 * time.Minute

// turn is what became of one version of a message, so that it counts once and gets the same reply however often it is
// asked about.
type turn struct {
	version         uint64
	counted         bool // against the limits, which said:
	people, channel verdict
	listened        bool        // it was answered unasked
	over            bool        // it has its reply
	reply           *chat.Reply // nil is silence
	held            bool        // whether its author was held then
}

// turns are the turns of messages by their keys, in memory only; of their words they know a number. They are safe for
// concurrent use.
type turns struct {
	seed maphash.Seed
	all  *recent.Map[string, turn]
}

func newTurns() *turns {
	return &turns{seed: maphash.MakeSeed(), all: recent.New[string, turn](watched, retried)}
}

// version is a number for what a message says and how.
func (t *turns) version(m chat.Message) uint64 {
	how := []byte{'.', '.', '.', '.'}
	for i, yes := range []bool{m.Addressed, m.Command, m.Opening, m.Edited} {
		if yes {
			how[i] = 'x'
		}
	}
	return maphash.String(t.seed, string(how)+m.Text)
}

// of finds the turn of a message as it stands; a new one when there is none.
func (t *turns) of(m chat.Message, now time.Time) turn {
	if one, known := t.all.Get(m.Key(), now); known && one.version == t.version(m) {
		return one
	}
	return turn{version: t.version(m)}
}

// keep notes the turn of a message.
func (t *turns) keep(m chat.Message, one turn, now time.Time) {
	t.all.Put(m.Key(), one, now)
}

// forget drops the turn of a message by its key.
func (t *turns) forget(key string) {
	t.all.Drop(key)
}

// reopen forgets what was replied, but not what was counted: the knowledge has changed.
func (t *turns) reopen() {
	t.all.Sweep(func(_ string, one *turn) bool {
		one.over, one.reply = false, nil
		return true
	})
}

// warned tells whether the reply of a turn warns of danger.
func (t turn) warned() bool { return t.reply != nil && t.reply.Warning }

// again is the reply of a turn, for the next attempt to post it. Staff hear once of a danger that an edit brought.
func (t turn) again(m chat.Message) *chat.Reply {
	if t.reply == nil {
		return nil
	}
	r := *t.reply
	if m.Edited {
		r.Deeds = chat.Deeds{}
	}
	return &r
}
