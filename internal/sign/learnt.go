package sign

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"backtalk/internal/classify"
)

// LearntPart is the name of what is learnt of the signs in the file that "backtalk learn" writes.
const LearntPart = "signs"

// Learnt is what was learnt from examples: how people tell of signs, what only sounds like them, what ordinary people write,
// and how people go on after a warning. It does not change.
type Learnt struct {
	Kinds   []string             // the matters, by class: a sign's id, "not " and a sign's id, or another name
	Weights []float64            // of the opinions
	Talk    *classify.Classifier // heads: danger or not, matters
	Follow  *classify.Classifier // what somebody goes on with after a warning; see [Follow]
}

// kind is a class of matters as the signs at hand know it.
type kind struct {
	name   string
	sign   int32 // or -1
	danger bool  // a sign that warns
}

// NotSign begins the names of classes of messages that only sound like a sign.
const NotSign = "not "

// lessons are what was learnt, for the signs at hand.
type lessons struct {
	*Learnt
	kinds []kind
	class []int32 // by sign: its class, or -1
}

// With returns the signs with what was learnt. Signs that it does not know are found by their certain words alone.
func (s *Signs) With(l *Learnt) *Signs {
	if l == nil {
		return s
	}
	c := *s
	k := &lessons{Learnt: l, class: make([]int32, len(s.all))}
	for i := range k.class {
		k.class[i] = -1
	}
	for n, name := range l.Kinds {
		one := kind{name: name, sign: -1}
		for i := range s.all {
			if s.all[i].ID == name {
				one.sign, one.danger = int32(i), s.all[i].Grade.Level.Warns()
				k.class[i] = int32(n)
			}
		}
		k.kinds = append(k.kinds, one)
	}
	c.learnt = k
	return &c
}

// AppendBinary appends what was learnt in the form that [ReadLearnt] takes.
func (l *Learnt) AppendBinary(b []byte) ([]byte, error) {
	names := strings.Join(l.Kinds, "\n")
	b = binary.AppendUvarint(b, uint64(len(names)))
	b = append(b, names...)
	for _, w := range l.Weights {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(w))
	}
	b, err := l.Talk.AppendBinary(b)
	if err != nil {
		return nil, err
	}
	return l.Follow.AppendBinary(b)
}

var errOther = errors.New("what was learnt of the signs is damaged; run \"backtalk learn\"")

// ReadLearnt reads what [Learnt.AppendBinary] wrote.
func ReadLearnt(b []byte) (*Learnt, error) {
	l := &Learnt{}
	size, n := binary.Uvarint(b)
	if n <= 0 || uint64(len(b)-n) < size || uint64(len(b)-n)-size < 8*NumOpinions {
		return nil, errOther
	}
	rest := b[n:]
	l.Kinds = strings.Split(string(rest[:size]), "\n")
	rest = rest[size:]
	for range NumOpinions {
		l.Weights = append(l.Weights, math.Float64frombits(binary.LittleEndian.Uint64(rest)))
		rest = rest[8:]
	}
	var err error
	if l.Talk, rest, err = classify.Read(rest); err != nil {
		return nil, fmt.Errorf("reading what was learnt: %w", err)
	}
	if l.Follow, _, err = classify.Read(rest); err != nil {
		return nil, fmt.Errorf("reading what was learnt: %w", err)
	}
	if l.Talk.Classes(DangerHead) != 2 || l.Talk.Classes(MatterHead) != len(l.Kinds) || l.Follow.Classes(0) != int(NumFollows) {
		return nil, errOther
	}
	return l, nil
}
