package wire

import "time"

// Buckets are the limits on what may be done how often, by name. The zero value limits nothing: Size is 0.
type Buckets struct {
	Size  int           // how much may be done at once
	Gain  int           // how much comes back
	Every time.Duration // how often it does

	all map[string]*bucket
}

type bucket struct {
	left int
	at   time.Time // when it was last filled
}

// maxBuckets keeps the buckets of what is long over from growing for ever.
const maxBuckets = 10000

// Take takes one from a bucket. It returns how many are left, below 0 for one too many, and how long until more comes.
func (b *Buckets) Take(name string) (left int, wait time.Duration) {
	if b.Size == 0 {
		return 0, 0
	}
	if b.all == nil || len(b.all) > maxBuckets {
		b.all = map[string]*bucket{}
	}
	now := time.Now()
	x := b.all[name]
	if x == nil {
		x = &bucket{left: b.Size, at: now}
		b.all[name] = x
	}
	if times := int(now.Sub(x.at) / b.Every); times > 0 {
		x.left = min(b.Size, x.left+times*b.Gain)
		x.at = x.at.Add(time.Duration(times) * b.Every)
	}
	if x.left == b.Size {
		x.at = now // a full bucket gains nothing
	}
	wait = b.Every - now.Sub(x.at)
	if x.left == 0 {
		return -1, wait
	}
	x.left--
	return x.left, wait
}
