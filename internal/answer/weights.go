package answer

import "backtalk/internal/search"

// Written by "backtalk eval --fit". Do not edit.

// rankWeights are what the features weigh in the ranking.
func rankWeights() search.Weights {
	return search.Weights{
		0.117, // body
		3.717, // dice
		4.56,  // coverage
		2.108, // heading vector
		3.993, // whole vector
		3.53,  // sentence vector
		2.688, // heading topics
		3.395, // whole topics
		2.298, // sentence topics
		1.704, // vote
	}
}

// gateWeights are what the features weigh for the first section's being right.
func gateWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-2.225, // constant
		0.345,  // share
		0.051,  // margin
		0.275,  // coverage
		-0.338, // dice
		-0.945, // heading vector
		0.591,  // whole vector
		0.804,  // heading topics
		0.833,  // whole topics
		-0.17,  // sentence topics
		0.556,  // nearness
		1.792,  // farthest word
		0.087,  // vote
		-1.309, // elsewhere
		-0.702, // uncovered
		0.285,  // length
	}
}
