import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClientState } from './client.lifecycle.js';

@Entity({ schema: 'identity', name: 'client' })
export class ClientEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') label!: string;
  @Column('text') purpose!: string;
  @Column('text', { array: true }) scopes!: string[];
  @Column('text', { array: true }) addresses!: string[];
  @Column('int') days!: number;
  @Column('text') state!: ClientState;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('uuid', { name: 'revoked_by', nullable: true }) revokedBy!: string | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('int') version!: number;
}
