package courier

// Finding is something that a platform has told of the set-up.
type Finding struct {
	Fault bool   // it has to be put right; otherwise it is good to know
	Text  string // one sentence that says what to do; never a token
}
