import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'network', name: 'answer' })
export class AnswerEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'question_id' }) questionId!: string;
  /** The question's first, second, … */
  @Column('int') number!: number;
  @Column('text') text!: string;
  @Column('uuid', { name: 'answered_by' }) answeredBy!: string;
  @Column('timestamptz', { name: 'answered_at' }) answeredAt!: Date;
  @Column('timestamptz', { name: 'helped_at', nullable: true }) helpedAt!: Date | null;
  @Column('int') version!: number;
}
