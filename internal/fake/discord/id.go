package fakediscord

import (
	"crypto/rand"
	"encoding/hex"
	"strconv"
	"time"
)

// epoch is the first millisecond of 2015, from which snowflakes count (Discord, reference, "Snowflakes").
const epoch = 1420070400000

// snowflakes makes ids that grow with time. The caller holds the server's lock.
type snowflakes struct{ last int64 }

func (f *snowflakes) next() string {
	id := (time.Now().UnixMilli() - epoch) << 22
	if id <= f.last {
		id = f.last + 1
	}
	f.last = id
	return strconv.FormatInt(id, 10)
}

// Snowflake is the smallest id that a message sent at t can have.
func Snowflake(t time.Time) string {
	return strconv.FormatInt((t.UnixMilli()-epoch)<<22, 10)
}

// number is a snowflake as a number, 0 when it is none. Ids are compared as numbers, since their lengths differ.
func number(id string) int64 {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// secret is a token that nobody can guess, with a prefix that says what it is for.
func secret(prefix string) string {
	b := make([]byte, 18)
	rand.Read(b)
	return prefix + hex.EncodeToString(b)
}
