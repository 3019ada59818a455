package bot

import (
	"hash/maphash"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// retried is how long it is remembered how a message was handled, after it was last asked about: a carrier that could not post the
// reply asks again for ten minutes.
const retried = 10 * time.Minute

// handled is what became of one version of a message, so that it counts once and gets the same reply however often it is
// asked about.
type handled struct {
	version         uint64
	counted         bool // against the limits, which said:
	people, channel verdict
	listened        bool        // it was answered unasked
	over            bool        // it has its reply
	reply           *chat.Reply // nil is silence
	held            bool        // whether its author was held then
}

// handledMessages are messages that were handled lately, by their keys, in memory only; of their words they know a number. They are safe for
// concurrent use.
type handledMessages struct {
	seed maphash.Seed
	all  *recent.Map[string, handled]
}

func newHandledMessages() *handledMessages {
	return &handledMessages{seed: maphash.MakeSeed(), all: recent.New[string, handled](watched, retried)}
}

// version is a number for what a message says and how.
func (t *handledMessages) version(m chat.Message) uint64 {
	how := []byte{'.', '.', '.', '.'}
	for i, yes := range []bool{m.Addressed, m.Command, m.Opening, m.Edited} {
		if yes {
			how[i] = 'x'
		}
	}
	return maphash.String(t.seed, string(how)+m.Text)
}

// of finds how a message as it stands was handled; a new one when it was not.
func (t *handledMessages) of(m chat.Message, now time.Time) handled {
	if one, known := t.all.Get(m.Key(), now); known && one.version == t.version(m) {
		return one
	}
	return handled{version: t.version(m)}
}

// keep notes how a message was handled.
func (t *handledMessages) keep(m chat.Message, one handled, now time.Time) {
	t.all.Put(m.Key(), one, now)
}

// forget drops a message by its key.
func (t *handledMessages) forget(key string) {
	t.all.Drop(key)
}

// reopen forgets what was replied, but not what was counted: the knowledge has changed.
func (t *handledMessages) reopen() {
	t.all.Sweep(func(_ string, one *handled) bool {
		one.over, one.reply = false, nil
		return true
	})
}

// warned tells whether the reply warns of danger.
func (t handled) warned() bool { return t.reply != nil && t.reply.Warning }

// again is the reply, for the next attempt to post it. Staff hear once of a danger that an edit brought.
func (t handled) again(m chat.Message) *chat.Reply {
	if t.reply == nil {
		return nil
	}
	r := *t.reply
	if m.Edited {
		r.Deeds = chat.Deeds{}
	}
	return &r
}
