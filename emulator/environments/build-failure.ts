/** Why an environment cannot be made, for the person who wrote it: a clause that ends the last line of the build log. */
export class BuildFailure extends Error {}
