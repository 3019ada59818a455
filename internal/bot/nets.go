package bot

import (
	"slices"
	"sync"
	"time"

	"backtalk/internal/recent"
	"backtalk/internal/sign"
)

// netSpan is the time in which one person reads the line of one sign before an answer once.
const netSpan = 30 * time.Minute

// nets are the lines that stood before answers lately, by person and sign, with the message; in memory only. They are safe
// for concurrent use.
type nets struct {
	mu  sync.Mutex
	all *recent.Map[string, netted]
}

type netted struct {
	message string
	at      time.Time
}

func newNets() *nets { return &nets{all: recent.New[string, netted](watched, netSpan)} }

// fresh leaves out the signs whose line the person read a while ago before another answer, and notes the others.
func (n *nets) fresh(m heard, signs []sign.Finding) []sign.Finding {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(signs), func(f sign.Finding) bool {
		if !f.Net {
			return false
		}
		key := m.person() + "/" + f.ID
		if last, known := n.all.Get(key, m.now); known && m.now.Sub(last.at) < netSpan {
			return last.message != m.Key()
		}
		n.all.Put(key, netted{m.Key(), m.now}, m.now)
		return false
	})
}
