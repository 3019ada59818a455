package phrase

// guard is a reason of grammar why words may not tell that somebody has now what they name. None names a part of the body, an
// illness or an idiom: what only sounds like a sign is learnt from examples. A guard never silences a message; it lets a pattern
// count as held, which the caller weighs. Others were tried (long ago, over, somebody else's past, what if), and changed no figure.
type guard uint8

const (
	denied guard = 1 << iota // denial: "no fever"
	asked                    // question: "what are the signs of"
)

// denialReach is how many words a "no" reaches.
const denialReach = 7

// guard marks the words that a guard covers.
func (r *Reading) guard() {
	n := len(r.tokens)
	if cap(r.role) < n {
		r.role = make([]role, n)
	}
	r.role = r.role[:n]
	clear(r.role)
	for _, h := range r.hits {
		if int(h.group) < len(r.lexicon.roles) {
			for i := h.start; i < h.end; i++ {
				r.role[i] |= r.lexicon.roles[h.group]
			}
		}
	}
	for _, h := range r.hits { // the "no" of "no feeling" is the phrase's own
		if int(h.group) >= len(r.lexicon.roles) && h.end-h.start > 1 && r.role[h.start]&denies != 0 {
			r.role[h.start] |= noDenial
		}
	}
	for from, to := range r.Sentences() {
		r.guardSentence(from, to)
	}
}

func (r *Reading) guardSentence(from, to int) {
	if all := r.mark(from, to, 0); all&asks != 0 && all&now == 0 {
		r.mark(from, to, asked)
	}
	for i := from; i < to; i++ {
		if r.role[i]&denies != 0 && r.role[i]&noDenial == 0 {
			r.deny(i+1, to)
		}
	}
}

// mark puts guards on words and returns the roles of all of them.
func (r *Reading) mark(from, to int, g guard) (all role) {
	for i := from; i < to; i++ {
		r.tokens[i].guards |= g
		all |= r.role[i]
	}
	return all
}

// deny marks what a "no" reaches: to the next "but", to a new subject, or to a comma, unless a list goes on that closes with "or".
func (r *Reading) deny(from, to int) {
	reach := denialReach
	for i := from; i < to && i < from+reach; i++ {
		if r.role[i]&(turns|subject) != 0 {
			return
		}
		if r.tokens[i].opens {
			if !r.listed(i, to) {
				return
			}
			reach = i - from + denialReach
		}
		r.tokens[i].guards |= denied
	}
}

func (r *Reading) listed(from, to int) bool {
	for i := from; i < to && i < from+10; i++ {
		if r.role[i]&either != 0 {
			return true
		}
		if r.role[i]&(turns|subject|denies) != 0 {
			return false
		}
	}
	return false
}

// free reports whether no guard holds a hit. A phrase with a "no" of its own is not denied by it.
func (r *Reading) free(h hit) bool { return r.held(h) == 0 }

func (r *Reading) held(h hit) guard {
	g := r.tokens[h.start].guards
	if r.role[h.start]&denies != 0 {
		g &^= denied
	}
	return g
}
